import { describe, expect, it } from "vitest";
import { openAiBaseUrl } from "../../../src/vision/client/server-access.ts";

describe("openAiBaseUrl", () => {
  it.each([
    ["http://gpu:8000", "http://gpu:8000/v1"],
    ["http://gpu:8000/", "http://gpu:8000/v1"],
    ["http://gpu:8000/v1", "http://gpu:8000/v1"],
    ["http://gpu:8000/v1/", "http://gpu:8000/v1"],
    ["https://example.org/qwen/openai/v1//", "https://example.org/qwen/openai/v1"],
    ["http://user:secret@gpu:8000/v1?key=secret#top", "http://gpu:8000/v1"],
  ])("reads %s as %s", (address, url) => {
    expect(openAiBaseUrl(address)).toBe(url);
  });

  it("throws for what is not a URL", () => {
    expect(() => openAiBaseUrl("gpu, port 8000")).toThrow(TypeError);
  });
});
