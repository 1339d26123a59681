import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { answerQuestion } from "../../src/qa/answer.ts";
import type { FrozenContext, Turn } from "../../src/qa/context.ts";
import { type Cue, numberCues, type Transcript } from "../../src/sound/transcript.ts";
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
const CONTEXT_TOKENS = 16_000;

const MARKED = frameTimes(CLIP).slice(402, 404);

const CUES: readonly Cue[] = numberCues([
  { start: 1, end: 3, text: "Welcome to this quarterly meeting of the whole team." },
  { start: 12, end: 14, text: "First we hear how the garden does, which is well." },
  { start: 25, end: 27, text: "Lunch comes at noon and the kitchen needs a list." },
  { start: 39.5, end: 41, text: "The budget grows by ten percent." },
]);
const [WELCOME, , , BUDGET] = CUES as [Cue, Cue, Cue, Cue];

const timeouts = { firstChunkMs: 30_000, idleMs: 30_000, totalMs: 60_000 };
const client = { name: "qwen3-vl", timeouts, maxRetries: 0, logger };
const folder = temporaryFolder();
let server: ModelServer;
let model: VisionModel;
let video: VideoFile;
let context: FrozenContext;

beforeAll(async () => {
  const path = join(folder, "talk.mp4");
  await makeClip(path, CLIP);
  const limits = { contextTokens: CONTEXT_TOKENS, maxImages: 24 };
  server = await startModelServer(limits);
  model = createOpenAiModel({ ...client, ...limits, baseUrl: server.url });
  const environment = { PATH: process.env.PATH ?? "", LC_ALL: "C" };
  const ffmpeg = createFfmpeg({ ffmpeg: "ffmpeg", ffprobe: "ffprobe", environment, logger });
  const reader = createFfmpegReader(ffmpeg, { maxMinutes: 10 });
  video = await reader.open(path, never);
  const heard: Transcript = {
    ...{ source: "subtitles", language: "en", by: null, spokenSeconds: null, heardSeconds: null },
    cues: CUES,
  };
  const { summary, opening } = await summarize(
    { reader, model: async () => model, strategy: mixed, listen: async () => heard, logger },
    {
      ...{ path, name: "talk.mp4", sha256: "x", range: {}, language: "en", routingKey: "key" },
      report: () => undefined,
    },
    never,
  );
  if (!opening) throw new Error("the double did not answer");
  const { coverage, cues } = summary;
  context = { opening, coverage, transcript: cues, duration: video.info.duration, routingKey: "key" };
});

afterAll(async () => {
  await server.stop();
});

interface AskOptions {
  readonly turns?: readonly Turn[];
  /** The original would have to be fetched. */
  readonly far?: boolean;
  readonly over?: FrozenContext;
  readonly with?: VisionModel;
}

function ask(
  text: string,
  { turns = [], far = false, over = context, with: asked = model }: AskOptions = {},
) {
  const original = async () => {
    if (far) throw new Error("fetched for words");
    return video;
  };
  return answerQuestion(
    { model: asked, logger, original, near: async () => (far ? null : video) },
    { text, language: "en", context: over, turns },
    never,
  );
}

const requestsSince = (count: number) => server.requests.slice(count);

describe("a question about what is said", () => {
  it("is looked at again where it was said, quotes the line, and shows the picture beside it", async () => {
    const before = server.requests.length;
    const answer = await ask("What did she say about the budget?");
    expect(answer.rescanned).toEqual([{ start: 37.5, end: video.info.duration }]);
    expect(answer.quotes).toEqual([BUDGET]);
    const [request] = requestsSince(before);
    const fresh = request?.frames.slice(context.opening.frames.length) ?? [];
    // The mark was in none of the frames of the first look.
    expect(context.opening.frames.filter(({ timestamp }) => MARKED.includes(timestamp))).toEqual([]);
    expect(fresh.some(({ mark }) => mark === 4242)).toBe(true);
    const [first] = answer.moments;
    expect(first && first.timestamp >= 37.5).toBe(true);
  });

  it("is answered from the first look where the original would have to be fetched for it", async () => {
    const answer = await ask("Who speaks of the budget, and what is said?", { far: true });
    expect([answer.rescanned, answer.originalGone, answer.shortage]).toEqual([[], false, null]);
    expect(answer.quotes).toEqual([BUDGET]);
    const near = answer.moments.some(({ timestamp }) => timestamp > BUDGET.start - 5);
    expect(near).toBe(true);
  });

  it("is not looked at again where nothing of it was said, and gets no answer", async () => {
    const answer = await ask("What is said about penguins?");
    expect([answer.text, answer.quotes, answer.rescanned]).toEqual(["", [], []]);
  });

  it("finds a line that the first look had no room for", async () => {
    const opening = { ...context.opening, cues: [WELCOME] };
    const over = { ...context, opening };
    const before = server.requests.length;
    const answer = await ask("What is said about the budget?", { over, far: true });
    expect(answer.quotes).toEqual([BUDGET]);
    const [request] = requestsSince(before);
    expect(JSON.stringify(request?.body)).not.toContain("kitchen");
  });

  it("leaves the lines out where the server counts more than we do", async () => {
    await ask("What is said about penguins?", { far: true });
    const { promptTokens = 0 } = server.requests.at(-1)?.usage ?? {};
    const small = await startModelServer({ contextTokens: promptTokens + 100, maxImages: 24 });
    onTestFinished(small.stop);
    const long = Array.from({ length: 8 }, (_, i) => ({
      ...{ start: 50 + i, end: 51 + i },
      text: `The budget ${"of the school and of the garden ".repeat(10)}`,
    }));
    const over = { ...context, transcript: [...CUES, ...numberCues([...CUES, ...long]).slice(CUES.length)] };
    const believes = createOpenAiModel({
      ...client,
      baseUrl: small.url,
      contextTokens: 200_000,
      maxImages: 24,
    });
    const answer = await ask("What is said about the budget?", { over, far: true, with: believes });
    expect(answer.quotes).toEqual([BUDGET]);
    expect(small.requests.map(({ body }) => JSON.stringify(body).includes("of the school"))).toEqual([
      true,
      false,
    ]);
  });
});

describe("where nothing was heard", () => {
  const unheard = () => ({ ...context, transcript: [], opening: { ...context.opening, cues: [] } });

  it("a question about what is said is not put to the model, which would guess", async () => {
    const before = server.requests.length;
    const answer = await ask("What did she say about the budget?", { over: unheard() });
    expect([answer.text, answer.about, requestsSince(before).length]).toEqual(["", "surely", 0]);
    // The next question knows of it.
    const { text } = await ask("Is it red?", { over: unheard(), turns: [answer.turn] });
    expect(text).toBe("Yes, the picture is red.");
  });

  it("a question about a sign is, since that may be read", async () => {
    const before = server.requests.length;
    const { about } = await ask("Which number does the sign say?", { over: unheard() });
    expect([about, requestsSince(before).length > 0]).toEqual(["perhaps", true]);
  });
});

it("finds 98 % of the first look in the server's cache after it, with lines, looks and turns", async () => {
  await ask("Is it red?", { far: true });
  const before = server.requests.length;
  const turns: Turn[] = [];
  for (const text of [
    "What is said about the budget?",
    "Who mentions noon?",
    "When is the picture blue?",
    "What did she say about the garden?",
    "What is said about penguins?",
  ]) {
    turns.push((await ask(text, { turns })).turn);
  }
  const messagesOf = (body: unknown) => (body as { messages: unknown[] }).messages;
  const first = messagesOf(server.requests[0]?.body);
  const frozen = server.requests[0]?.usage?.promptTokens ?? Number.NaN;
  const shares = requestsSince(before).map(({ usage }) => (usage?.cachedTokens ?? 0) / frozen);
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.98);
  for (const { body } of requestsSince(before)) {
    expect(JSON.stringify(messagesOf(body).slice(0, 2))).toBe(JSON.stringify(first));
  }
  expect(JSON.stringify(first)).toContain("Heard: ");
});
