import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, answerQuestion } from "../../src/qa/answer.ts";
import type { FrozenContext, Turn } from "../../src/qa/context.ts";
import { summarize } from "../../src/summary/pipeline.ts";
import { createFfmpeg } from "../../src/video/ffmpeg/ffmpeg.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import { mixed } from "../../src/video/sample/mixed.ts";
import type { VideoFile } from "../../src/video/video.ts";
import { createOpenAiModel } from "../../src/vision/client/openai-model.ts";
import type { VisionModel } from "../../src/vision/model.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { frameTimes, makeClip } from "../fixtures/clip.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { CLIP } from "./clip.ts";

const logger = createFakeLogger();
const never = new AbortController().signal;
const CONTEXT_TOKENS = 12_000;
const MAX_IMAGES = 24;

const folder = temporaryFolder();
let server: ModelServer;
let model: VisionModel;
let video: VideoFile;
let large: VideoFile;
let context: FrozenContext;

beforeAll(async () => {
  const path = join(folder, "clip.mp4");
  await makeClip(path, CLIP);
  server = await startModelServer({ contextTokens: CONTEXT_TOKENS, maxImages: MAX_IMAGES });
  const timeouts = { firstChunkMs: 30_000, idleMs: 30_000, totalMs: 60_000 };
  const limits = { contextTokens: CONTEXT_TOKENS, maxImages: MAX_IMAGES };
  model = createOpenAiModel({
    baseUrl: server.url,
    name: "qwen3-vl",
    ...limits,
    timeouts,
    maxRetries: 0,
    logger,
  });
  const environment = { PATH: process.env.PATH ?? "", LC_ALL: "C" };
  const reader = createFfmpegReader(
    createFfmpeg({ ffmpeg: "ffmpeg", ffprobe: "ffprobe", environment, logger }),
    {
      maxMinutes: 10,
    },
  );
  video = await reader.open(path, never);
  const largePath = join(folder, "large.mp4");
  const upscaled = { width: 1280, height: 720, shots: [{ colour: "red", frames: 20 }] } as const;
  await makeClip(largePath, { ...CLIP, ...upscaled });
  large = await reader.open(largePath, never);
  const { summary, opening } = await summarize(
    { reader, model: async () => model, strategy: mixed, logger },
    {
      path,
      name: "clip.mp4",
      sha256: "x",
      range: {},
      language: "en",
      routingKey: "key",
      report: () => undefined,
    },
    never,
  );
  if (!opening) throw new Error("the double did not answer");
  context = {
    opening,
    coverage: summary.coverage,
    transcript: [],
    duration: video.info.duration,
    routingKey: "key",
  };
});

afterAll(async () => {
  await server.stop();
});

interface AskOptions {
  readonly turns?: readonly Turn[];
  readonly gone?: boolean;
  /** The original is the same film in high definition. */
  readonly large?: boolean;
  readonly limits?: VisionModel["limits"];
  /** Times of frames that show what the question is about. */
  readonly seen?: readonly number[];
}

function ask(text: string, options: AskOptions = {}): Promise<Answer> {
  const original = async () => (options.gone ? null : options.large ? large : video);
  return answerQuestion(
    {
      model: {
        ...model,
        ...(options.limits && { limits: options.limits }),
      },
      logger,
      original,
      near: original,
      ...(options.seen && { seen: async () => options.seen ?? [] }),
    },
    { text, language: "en", context, turns: options.turns ?? [] },
    never,
  );
}

it("has not sent the mark with the frozen frames", async () => {
  const { frames } = await server.request(0);
  expect(frames.length).toBeGreaterThan(5);
  // Some are left for looking again.
  expect(frames.length).toBeLessThanOrEqual(MAX_IMAGES - 4);
  expect(frames.filter(({ mark }) => mark !== null)).toEqual([]);
});

describe("a question about what the frozen frames show", () => {
  it("is answered in one request, with the frames that show it", async () => {
    const asked = server.requests.length;
    const { text, moments, rescanned } = await ask("When is the picture blue?");
    expect(text).toBe("Yes, the picture is blue.");
    expect(moments.length).toBeGreaterThan(0);
    for (const { timestamp } of moments) expect(timestamp).toBeGreaterThanOrEqual(39);
    expect(rescanned).toEqual([]);
    expect(server.requests.length - asked).toBe(1);
  });

  it("is answered with nothing where they do not show it", async () => {
    const { text, moments } = await ask("Is there anything green?");
    expect(text).toBe("");
    expect(moments).toEqual([]);
  });
});

describe("looking again", () => {
  it("finds a mark that shows for a fifth of a second between two cached frames", async () => {
    const { text, moments, rescanned } = await ask("Which number can be read between yellow and blue?");
    // The model first asks to look between the last yellow frame and the first blue one; the mark lies there.
    expect(rescanned).toHaveLength(1);
    expect(text).toBe("The number 4242 can be read.");
    const truth = frameTimes(CLIP).slice(402, 404);
    for (const { timestamp } of moments) expect(truth).toContain(timestamp);
  });

  it("looks at once where the question names a time, denser than before", async () => {
    const asked = server.requests.length;
    const { text, rescanned } = await ask("Which number can be read at 40.5 s?");
    expect(rescanned).toEqual([{ start: 38.5, end: video.info.duration }]);
    expect(text).toBe("The number 4242 can be read.");
    expect(server.requests.length - asked).toBe(1);
  });

  it("looks at once where a frame shows what the question is about, though it names no time", async () => {
    const asked = server.requests.length;
    const { text, rescanned } = await ask("Which number can be read?", { seen: [40.5] });
    expect(rescanned).toEqual([{ start: 38.5, end: video.info.duration }]);
    expect(text).toBe("The number 4242 can be read.");
    expect(server.requests.length - asked).toBe(1);
  });

  it("says so where the original is gone, and answers from what it has", async () => {
    const { originalGone, text } = await ask("Which number can be read at 40.5 s?", { gone: true });
    expect(originalGone).toBe(true);
    expect(text).toBe("");
  });
});

describe("the size of a closer look", () => {
  /** Long side of each picture that came after the frozen ones, in the last request. */
  const sizes = () =>
    (server.requests.at(-1)?.frames ?? [])
      .slice(context.opening.frames.length)
      .map(({ picture }) => picture.width);

  it("is as recorded where the picture stands still, once, instead of the same again and again", async () => {
    const { rescanned } = await ask("Is it red between 0.3 s and 1.7 s?", { large: true });
    expect(rescanned).toHaveLength(1);
    expect(sizes().length).toBeLessThanOrEqual(3);
    expect(new Set(sizes())).toEqual(new Set([1280]));
  });

  it("stays within the pictures that a request may hold, however often the model asks", async () => {
    // No number is there, so the double asks to look closer as often as it may.
    const asked = server.requests.length;
    const { rescanned } = await ask("Which number can be read between red and grey?");
    expect(rescanned.length).toBeLessThanOrEqual(2);
    const requests = server.requests.slice(asked);
    expect(requests.length).toBeLessThanOrEqual(3);
    for (const { frames, usage } of requests) {
      expect(frames.length).toBeLessThanOrEqual(MAX_IMAGES);
      expect(usage?.promptTokens).toBeLessThan(CONTEXT_TOKENS);
    }
  });

  it("is none where the request holds no more pictures, and the answer claims none", async () => {
    const limits = { contextTokens: CONTEXT_TOKENS, maxImages: context.opening.frames.length };
    const answer = await ask("Which number can be read at 40.5 s?", { limits });
    expect([answer.rescanned, answer.originalGone, answer.shortage]).toEqual([[], false, "no-room"]);
    expect(sizes()).toEqual([]);
  });
});

it("sends the same bytes before every question, ten times over", async () => {
  const first = server.requests.length;
  const turns: Turn[] = [];
  for (let i = 0; i < 10; i++) {
    const { turn } = await ask(
      i % 2 === 0 ? `Is anything red, number ${i}?` : `When is it blue, take ${i}?`,
      { turns },
    );
    turns.push(turn);
  }
  const opening = JSON.stringify((server.requests[0]?.body as { messages: unknown[] } | undefined)?.messages);
  for (const { body, headers } of server.requests.slice(first)) {
    const { messages, user } = body as { messages: unknown[]; user: string };
    expect(JSON.stringify(messages.slice(0, 2))).toBe(opening);
    expect([headers["x-session-id"], headers["x-smg-routing-key"], user]).toEqual(["key", "key", "key"]);
  }
});

it("leaves out the oldest turns when the conversation grows, never the frames", async () => {
  const turns = Array.from({ length: 60 }, (_, i) => ({
    question: `Question ${i}`,
    asked: `A question of some length about the video, number ${i}. `.repeat(5),
    reply: '{"found": false, "closer": null}',
  }));
  const { droppedTurns, text } = await ask("When is the picture blue?", { turns });
  expect(droppedTurns).toBeGreaterThan(0);
  expect(text).not.toBe("");
  const sent = JSON.stringify(server.requests.at(-1)?.body);
  expect(sent).toContain("number 59.");
  expect(sent).not.toContain("number 0.");
});

it("asks again without the conversation where the server counts more than we do", async () => {
  const asked = "A question of some length about the video. ".repeat(1_500);
  const turns = [{ question: "Long?", asked, reply: '{"found": false, "closer": null}' }];
  const before = server.requests.length;
  const limits = { contextTokens: 100_000, maxImages: MAX_IMAGES };
  const { droppedTurns, text } = await ask("When is the picture blue?", { turns, limits });
  expect([droppedTurns, text]).toEqual([1, "Yes, the picture is blue."]);
  expect(server.requests.length - before).toBe(2);
});
