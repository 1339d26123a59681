import { describe, expect, it } from "vitest";
import { planFirstLook } from "../../../src/summary/ask/first-look.ts";
import { labelFrames, openingMessages, openingOf } from "../../../src/summary/ask/prompt.ts";
import { structured } from "../../../src/summary/prompts/structured.ts";
import { estimatePromptTokens } from "../../../src/vision/tokens.ts";

const TEN_MINUTES = 600;
const SHAPES = [
  ["16:9", 1920, 1080],
  ["9:16", 1080, 1920],
  ["4:3", 1440, 1080],
  ["a square", 1080, 1080],
  ["a small picture", 320, 180],
] as const;

function plan(contextTokens: number, keyframes = 5, [width, height] = [1920, 1080]) {
  const limits = { contextTokens, maxImages: 152 };
  return planFirstLook({
    prompt: structured,
    limits,
    width,
    height,
    seconds: TEN_MINUTES,
    keyframes,
    language: "en",
  });
}

describe.each(SHAPES)("of %s", (_, width, height) => {
  it.each([
    [4_096, 5, 12],
    [4_096, 8, 12],
    [5_000, 5, 12],
    [6_144, 8, 12],
    [8_192, 5, 30],
    [8_192, 8, 30],
    [16_384, 8, 30],
  ])("in %i tokens with %i keyframes at least %i frames are seen", (contextTokens, keyframes, least) => {
    expect(plan(contextTokens, keyframes, [width, height]).frames).toBeGreaterThanOrEqual(least);
  });

  it.each([3_072, 4_096, 6_144, 8_192, 32_768])("all of it fits into %i tokens", (contextTokens) => {
    const { frames, side, question } = plan(contextTokens, 8, [width, height]);
    const scale = Math.min(1, side / Math.max(width, height));
    const size = { width: Math.round(width * scale), height: Math.round(height * scale) };
    const shown = labelFrames(
      Array.from({ length: frames }, (__, i) => ({ timestamp: i, ...size, jpeg: Buffer.alloc(0) })),
    );
    const prompt = estimatePromptTokens(
      openingMessages(openingOf(shown, question.cues ?? [], structured.question(shown, question))),
      size,
    );
    expect(prompt + 2 * structured.replyTokens(question)).toBeLessThanOrEqual(contextTokens);
  });
});

it("never shows fewer frames in a larger context, up to where pictures grow again", () => {
  const counts = [2_048, 3_072, 4_096, 5_120, 6_144, 7_168, 8_192].map((tokens) => plan(tokens, 8).frames);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
});

it("asks for long texts and large pictures where there is room", () => {
  const { side, question, isCramped } = plan(32_768, 8);
  expect({ side, isCramped, ...question }).toMatchObject({ side: 512, isCramped: false, keyframes: 8 });
  expect(question.brief).toBeUndefined();
});

it("counts chapters, which cost as much as frames", () => {
  const chapters = Array.from({ length: 30 }, (_, i) => ({
    start: i * 20,
    end: i * 20 + 20,
    title: "第一章：".repeat(20),
  }));
  const limits = { contextTokens: 12_000, maxImages: 152 };
  const asked = {
    prompt: structured,
    limits,
    width: 1920,
    height: 1080,
    seconds: TEN_MINUTES,
    keyframes: 5,
    language: "en",
  };
  expect(planFirstLook({ ...asked, chapters }).frames).toBeLessThan(planFirstLook(asked).frames);
});

it("calls a context cramped only where it, and not the video or the limit of pictures, is why", () => {
  expect(plan(4_096).isCramped).toBe(true);
  const asked = { prompt: structured, width: 640, height: 360, keyframes: 5, language: "en" };
  const short = {
    ...asked,
    seconds: 2,
    limits: { contextTokens: 4_096, maxImages: 152 },
  };
  expect(planFirstLook(short)).toMatchObject({ frames: 10, isCramped: false });
  const few = {
    ...asked,
    seconds: TEN_MINUTES,
    limits: { contextTokens: 32_768, maxImages: 8 },
  };
  expect(planFirstLook(few)).toMatchObject({ frames: 7, isCramped: false });
});
