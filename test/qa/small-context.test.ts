import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { answerQuestion } from "../../src/qa/answer.ts";
import type { FrozenContext } from "../../src/qa/context.ts";
import { renderAnswer } from "../../src/qa/render.ts";
import { summarize } from "../../src/summary/pipeline.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import { mixed } from "../../src/video/sample/mixed.ts";
import { createOpenAiModel } from "../../src/vision/client/openai-model.ts";
import { createModelSource } from "../../src/vision/discovery/model-source.ts";
import type { VisionModel } from "../../src/vision/model.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { FORTY_SHOTS, makeClip } from "../fixtures/clip.ts";
import { NO_SOUND } from "../fixtures/summary.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testFfmpeg } from "../support/test-ffmpeg.ts";

const logger = createFakeLogger();
const never = new AbortController().signal;
const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });
const path = join(temporaryFolder(), "clip.mp4");

beforeAll(() => makeClip(path, FORTY_SHOTS));

async function watched(server: ModelServer, contextTokens?: number) {
  const settings = { name: undefined, apiKey: undefined, contextTokens, maxImages: 152 };
  const source = createModelSource(
    { ...settings, baseUrl: server.url, firstTokenSeconds: 60, idleSeconds: 60 },
    logger,
  );
  const { summary, opening } = await summarize(
    { reader, model: source, strategy: mixed, logger },
    {
      ...{ path, name: "clip.mp4", sha256: "x", range: {}, language: "en", keyframes: 5 },
      ...{ routingKey: "key", report: () => undefined },
    },
    never,
  );
  const model = await source(never);
  if (!opening || !model) throw new Error("the double did not answer");
  const { coverage, cues: transcript } = summary;
  return { model, context: { opening, coverage, transcript, duration: 40, routingKey: "key" } };
}

function ask(model: VisionModel, context: FrozenContext, text: string) {
  const original = () => reader.open(path, never);
  return answerQuestion(
    { model, logger, original, near: original },
    { text, language: "en", context, turns: [] },
    never,
  );
}

/** Widths of the pictures that came after the frozen ones in the last request. */
async function closer(server: ModelServer, { opening }: FrozenContext): Promise<number[]> {
  const { frames } = await server.request(server.requests.length - 1);
  return frames.slice(opening.frames.length).map(({ picture }) => picture.width);
}

it.each([
  [4096, 2],
  [6144, 3],
  [8192, 4],
])("a question with a time gets a closer look in a context of %i tokens", async (contextTokens, least) => {
  const server = await startModelServer({ contextTokens });
  onTestFinished(server.stop);
  const { model, context } = await watched(server);
  const before = server.requests.length;
  const { rescanned, shortage, text } = await ask(model, context, "Is it grey at 0:17?");
  expect(rescanned).toEqual([{ start: 15, end: 19 }]);
  expect([shortage, text]).toEqual([null, "Yes, the picture is grey."]);
  // Nothing overflowed on the way.
  expect(server.requests.length - before).toBe(1);
  expect((await closer(server, context)).length).toBeGreaterThanOrEqual(least);
});

describe("a context that is smaller than believed", () => {
  const QUESTION = "Is it grey at 0:17?";
  let context: FrozenContext;
  let used: number;

  beforeAll(async () => {
    const server = await startModelServer({ contextTokens: 32_768 });
    const seen = await watched(server);
    context = seen.context;
    await ask(seen.model, context, "Is it grey?");
    used = (await server.request(server.requests.length - 1)).usage?.promptTokens ?? 0;
    await server.stop();
  });

  /** The server has room for so many tokens or pictures beside the first look, and we believe in far more. */
  async function askBeside({ tokens, images = 100 }: { tokens: number; images?: number }) {
    const maxImages = context.opening.frames.length + images;
    const server = await startModelServer({ contextTokens: used + tokens, maxImages });
    onTestFinished(server.stop);
    const timeouts = { firstChunkMs: 30_000, idleMs: 30_000, totalMs: 60_000 };
    const limits = { contextTokens: 100_000, maxImages: 200 };
    const model = createOpenAiModel({
      ...{ baseUrl: server.url, name: "qwen3-vl", ...limits, timeouts, maxRetries: 0, logger },
    });
    const answer = await ask(model, context, QUESTION);
    return { ...answer, closer: await closer(server, context) };
  }

  it("leaves fewer pictures of the closer look where the server takes no more", async () => {
    const { rescanned, shortage, text, closer } = await askBeside({ tokens: 20_000, images: 4 });
    expect(rescanned).toEqual([{ start: 15, end: 19 }]);
    expect([shortage, text]).toEqual(["fewer", "Yes, the picture is grey."]);
    expect(closer.length).toBeGreaterThan(0);
    expect(closer.length).toBeLessThanOrEqual(4);
  });

  it("leaves smaller ones where a few are still too many tokens", async () => {
    const { rescanned, shortage, text, closer } = await askBeside({ tokens: 150 });
    expect(rescanned).toHaveLength(1);
    expect([shortage, text]).toEqual(["smaller", "Yes, the picture is grey."]);
    expect(closer.length).toBeGreaterThan(0);
    expect(Math.max(...closer)).toBeLessThan(640);
  });

  it("leaves none where not even a small one fits, and claims no look", async () => {
    const { rescanned, shortage, text, closer } = await askBeside({ tokens: 10 });
    expect([rescanned, closer]).toEqual([[], []]);
    expect([shortage, text]).toEqual(["no-room", "Yes, the picture is grey."]);
  });

  it("is a failure only where the first look alone is too much", async () => {
    await expect(askBeside({ tokens: -100 })).rejects.toMatchObject({ code: "model-overflow" });
  });
});

it("an answer says what the context did to its closer look", () => {
  const answer = {
    ...{
      text: "Yes.",
      moments: [],
      quotes: [],
      sentences: [],
      rescanned: [{ start: 15, end: 19 }],
      originalGone: false,
      about: "no" as const,
      droppedTurns: 0,
    },
    ...{ turn: { question: "", asked: "", reply: "" }, shortage: "smaller" as const },
  };
  const coverage = { frames: 1, start: 0, end: 1, largestGap: 1, sound: NO_SOUND };
  const { footer } = renderAnswer({ answer, moments: [], coverage, tellCut: false }, catalogueFor("en"));
  expect(footer).toEqual([
    "I took a closer look at 0:15.0–0:19.0.",
    "The model’s context is small, so I used fewer and smaller frames of it.",
  ]);
});
