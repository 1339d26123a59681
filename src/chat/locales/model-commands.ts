/**
 * Commands that start a server for the model, the same in every language and the source of all other places that tell
 * them: README.md has them word for word, and compose.yaml has each option with the same value. Room for 32K tokens
 * holds the frames of ten minutes.
 */
export const VLLM_COMMAND = [
  "vllm serve Qwen/Qwen3-VL-2B-Instruct --max-model-len 32768 \\",
  // As many pictures as MODEL_MAX_IMAGES, the largest that is sent, and no videos: vLLM sets aside memory for that much.
  `  --limit-mm-per-prompt '{"image":{"count":152,"width":1920,"height":1080},"video":0}' \\`,
  // With this cache, a refused request whose pictures come again can hang vLLM. The prefix cache does not need it.
  "  --mm-processor-cache-gb 0 --enable-prompt-tokens-details \\",
  // Without `disable_any_whitespace` a reply may be blanks up to its limit.
  `  --structured-outputs-config '{"backend":"xgrammar","disable_any_whitespace":true}'`,
].join("\n");

export const LLAMA_COMMAND = [
  // The context is shared among the slots, hence one.
  "llama-server -hf Qwen/Qwen3-VL-2B-Instruct-GGUF --ctx-size 32768 --parallel 1 \\",
  // As large as the largest picture that is sent. With less, a closer look at a slide comes shrunk.
  "  --image-max-tokens 2048 --jinja",
].join("\n");
