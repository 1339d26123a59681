import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, answerQuestion } from "../../src/qa/answer.ts";
import type { FrozenContext, Turn } from "../../src/qa/context.ts";
import { summarize } from "../../src/summary/pipeline.ts";
import { createFfmpeg } from "../../src/video/ffmpeg/ffmpeg.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import type { VideoFile } from "../../src/video/reader.ts";
import { mixed } from "../../src/video/sample/mixed.ts";
import type { VisionModel } from "../../src/vision/model.ts";
import { createOpenAiModel } from "../../src/vision/openai-model.ts";
import { type ModelServer, startModelServer } from "../fakes/model-server/model-server.ts";
import { frameTimes, makeClip } from "../fixtures/clip.ts";

const logger = pino({ level: "silent" });
const never = new AbortController().signal;
const CONTEXT_TOKENS = 12_000;

/** The mark shows for two frames of ten a second: a fifth of a second, somewhere inside a minute of red. */
const CLIP = {
  shots: [
    { colour: "red", frames: 400, mark: { from: 395, to: 397, value: 4242 } },
    { colour: "blue", frames: 300 },
  ],
  rate: 10,
  width: 320,
  height: 180,
} as const;

let folder: string;
let server: ModelServer;
let model: VisionModel;
let video: VideoFile;
let context: FrozenContext;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "questions-"));
  const path = join(folder, "clip.mp4");
  await makeClip(path, CLIP);
  server = await startModelServer({ contextTokens: CONTEXT_TOKENS });
  const timeouts = { firstChunkMs: 30_000, idleMs: 30_000, totalMs: 60_000 };
  const limits = { contextTokens: CONTEXT_TOKENS, maxImages: 12 };
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
  context = { opening, coverage: summary.coverage, duration: video.info.duration, routingKey: "key" };
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function ask(text: string, options: { turns?: readonly Turn[]; gone?: boolean } = {}): Promise<Answer> {
  const original = async () => (options.gone ? null : video);
  return answerQuestion(
    { model, logger, original },
    { text, language: "en", context, turns: options.turns ?? [] },
    never,
  );
}

it("has not sent the mark with the frozen frames", async () => {
  const { frames } = await server.request(0);
  expect(frames.length).toBeGreaterThan(5);
  expect(frames.filter(({ mark }) => mark !== null)).toEqual([]);
});

describe("a question about what the frozen frames show", () => {
  it("is answered in one request, with the frames that show it", async () => {
    const asked = server.requests.length;
    const { text, moments, looks } = await ask("When is the picture blue?");
    expect(text).toBe("Yes, the picture is blue.");
    expect(moments.length).toBeGreaterThan(0);
    for (const { timestamp } of moments) expect(timestamp).toBeGreaterThanOrEqual(40);
    expect(looks).toEqual([]);
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
    const { text, moments, looks } = await ask("Which number can be read between red and blue?");
    // The model first asks to look between the last red frame and the first blue one; the mark lies there.
    expect(looks).toHaveLength(1);
    expect(text).toBe("The number 4242 can be read.");
    const truth = frameTimes(CLIP).slice(395, 397);
    for (const { timestamp } of moments) expect(truth).toContain(timestamp);
  });

  it("looks at once where the question names a time, denser than before", async () => {
    const asked = server.requests.length;
    const { text, looks } = await ask("Which number can be read at 39 s?");
    expect(looks).toEqual([{ start: 37, end: 41 }]);
    expect(text).toBe("The number 4242 can be read.");
    expect(server.requests.length - asked).toBe(1);
  });

  it("says so where the original is gone, and answers from what it has", async () => {
    const { originalGone, text } = await ask("Which number can be read at 39 s?", { gone: true });
    expect(originalGone).toBe(true);
    expect(text).toBe("");
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
