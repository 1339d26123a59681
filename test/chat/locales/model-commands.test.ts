import { describe, expect, it } from "vitest";
import { LLAMA_COMMAND, VLLM_COMMAND } from "../../../src/chat/locales/model-commands.ts";
import { loadConfig } from "../../../src/config.ts";
import { imageTokens, LARGEST_PICTURE_TOKENS } from "../../../src/vision/tokens.ts";

describe("the commands that start a model's server", () => {
  it("leave a frame of 1080p as large as it is", () => {
    const [, tokens] = /--image-max-tokens (\d+)/.exec(LLAMA_COMMAND) ?? [];
    expect(Number(tokens)).toBe(LARGEST_PICTURE_TOKENS);
    expect(LARGEST_PICTURE_TOKENS).toBeGreaterThanOrEqual(imageTokens({ width: 1920, height: 1080 }));
  });

  it("let vLLM take as many pictures as the settings send, in the largest size, and no videos", () => {
    const [, limits = "{}"] = /--limit-mm-per-prompt '(.*?)'/.exec(VLLM_COMMAND) ?? [];
    const { image, video } = JSON.parse(limits);
    expect(image.count).toBe(loadConfig({}).model.maxImages);
    expect(video).toBe(0);
    const tokens = imageTokens(image);
    expect(tokens).toBeLessThanOrEqual(LARGEST_PICTURE_TOKENS);
    expect(tokens).toBeGreaterThan(LARGEST_PICTURE_TOKENS - 64);
  });

  it("keep vLLM from hanging, and let it tell what it took from its cache", () => {
    expect(VLLM_COMMAND).toContain("--mm-processor-cache-gb 0");
    expect(VLLM_COMMAND).toContain("--enable-prompt-tokens-details");
  });
});
