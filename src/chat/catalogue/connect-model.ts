/**
 * Commands that start a server for the model; the same in every language. Room for 32K tokens holds the
 * frames of ten minutes. Without `disable_any_whitespace` vLLM may fill a reply with blanks to its limit;
 * llama.cpp shares its context among its slots, hence one.
 */
export const VLLM_COMMAND = [
  "vllm serve Qwen/Qwen3-VL-2B-Instruct --max-model-len 32768 \\",
  `  --limit-mm-per-prompt '{"image":152,"video":0}' \\`,
  `  --structured-outputs-config '{"backend":"xgrammar","disable_any_whitespace":true}'`,
].join("\n");

export const LLAMA_COMMAND = [
  "llama-server -hf Qwen/Qwen3-VL-2B-Instruct-GGUF --ctx-size 32768 --parallel 1 \\",
  "  --image-max-tokens 256 --jinja",
].join("\n");
