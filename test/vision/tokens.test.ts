import { describe, expect, it } from "vitest";
import type { ModelMessage } from "../../src/vision/model.ts";
import {
  estimatePromptTokens,
  estimateTextTokens,
  framesThatFit,
  imageTokens,
  labelTokens,
} from "../../src/vision/tokens.ts";

describe("imageTokens", () => {
  it.each([
    [448, 252, 112],
    [512, 288, 144],
    [640, 360, 220],
    [768, 432, 336],
    [1280, 720, 880],
    [512, 512, 256],
    [288, 512, 144],
  ])("counts %i x %i as %i tokens", (width, height, tokens) => {
    expect(imageTokens({ width, height })).toBe(tokens);
  });

  it("rounds half to even, as the processor does", () => {
    // 720 / 32 = 22.5 and 752 / 32 = 23.5: down to 22, up to 24.
    expect(imageTokens({ width: 320, height: 720 })).toBe(10 * 22);
    expect(imageTokens({ width: 320, height: 752 })).toBe(10 * 24);
  });

  it("enlarges a small picture to at least 64 tokens", () => {
    expect(imageTokens({ width: 64, height: 64 })).toBe(64);
    expect(imageTokens({ width: 160, height: 90 })).toBe(11 * 6);
  });

  it("shrinks a large picture to at most 16,384 tokens", () => {
    expect(imageTokens({ width: 4096, height: 4096 })).toBe(16_384);
    expect(imageTokens({ width: 8192, height: 8192 })).toBe(16_384);
    expect(imageTokens({ width: 7680, height: 4320 })).toBe(170 * 96);
  });

  it("gives a sliver at least one token across", () => {
    expect(imageTokens({ width: 4000, height: 2 })).toBeGreaterThanOrEqual(64);
  });
});

describe("estimateTextTokens", () => {
  // The true numbers are those of the Qwen3 tokenizer.
  it.each([
    ["English", "Divide the video into at most five logical parts, such as introduction and ending.", 17],
    ["JSON", '{"start":"12.5","end":"13.75","key":"13.0","theme":"A meeting begins"}', 28],
    ["Chinese", "请把视频分成最多五个逻辑部分，例如引言、发展、冲突、解决和结尾。", 20],
    ["Japanese", "この動画を最大五つの部分に分けて、それぞれに代表的なフレームを選んでください。", 22],
    ["Korean", "이 비디오를 최대 다섯 개의 부분으로 나누고 각 부분에서 대표 프레임을 선택하세요.", 28],
    ["German", "Teile das Video in höchstens fünf logische Abschnitte ein, zum Beispiel Einleitung.", 22],
    ["Russian", "Разделите видео не более чем на пять логических частей, например введение.", 25],
    ["Hindi", "वीडियो को अधिकतम पाँच तार्किक भागों में बाँटें, जैसे परिचय, विकास, संघर्ष और समाधान।", 79],
    ["emoji", "🎬🎥👩‍👩‍👧‍👦🏳️‍🌈😀", 18],
  ])("never counts %s too low, nor absurdly high", (_, text, tokens) => {
    const estimate = estimateTextTokens(text);
    expect(estimate).toBeGreaterThanOrEqual(tokens);
    expect(estimate).toBeLessThanOrEqual(tokens * 4);
  });

  it("counts no text as nothing", () => {
    expect(estimateTextTokens("")).toBe(0);
  });
});

describe("labelTokens", () => {
  // Measured with the Qwen3 tokenizer, as the text "<12.5 seconds>".
  it.each([
    ["0.0", 6],
    ["12.5", 7],
    ["123.45", 9],
    ["10799.99", 11],
  ])("counts the label %s as %i tokens", (label, tokens) => {
    expect(labelTokens(label)).toBe(tokens);
  });
});

describe("estimatePromptTokens", () => {
  const size = { width: 448, height: 252 };
  const image = { type: "image" as const, jpeg: Buffer.alloc(0) };

  it("adds the pictures with their delimiters to the chat template's frame", () => {
    const messages: ModelMessage[] = [{ role: "user", content: [image, image] }];
    expect(estimatePromptTokens(messages, size)).toBe(2 * (112 + 2) + 5 + 3);
  });

  it("counts the texts of every message", () => {
    const text = "What happens?";
    const messages: ModelMessage[] = [
      { role: "system", content: text },
      { role: "user", content: [{ type: "text", text }, image] },
    ];
    expect(estimatePromptTokens(messages, size)).toBe(2 * (estimateTextTokens(text) + 5) + 114 + 3);
  });
});

describe("framesThatFit", () => {
  const budget = { contextTokens: 32_768, width: 512, height: 288, reservedTokens: 3000, maxImages: 1000 };

  it("leaves the reserved tokens free", () => {
    const frames = framesThatFit(budget);
    const used = frames * (imageTokens(budget) + 2 + labelTokens("86399.99"));
    expect(used).toBeLessThanOrEqual(32_768 - 3000);
    expect(frames).toBeGreaterThan(170);
  });

  it("fits fewer frames the larger they are", () => {
    expect(framesThatFit({ ...budget, width: 1280, height: 720 })).toBeLessThan(framesThatFit(budget) / 5);
  });

  it("keeps to the most pictures that the server takes", () => {
    expect(framesThatFit({ ...budget, maxImages: 64 })).toBe(64);
  });

  it("fits none when the reserve is larger than the context", () => {
    expect(framesThatFit({ ...budget, reservedTokens: 40_000 })).toBe(0);
  });
});
