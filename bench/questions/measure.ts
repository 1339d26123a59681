import { statSync } from "node:fs";
import { loadConfig } from "../../src/config.ts";
import { createOpenAiModel } from "../../src/vision/client/openai-model.ts";
import { createModelSource } from "../../src/vision/discovery/model-source.ts";
import type { VisionModel } from "../../src/vision/model.ts";
import { startModelServer } from "../../test/fakes/model-server/model-server.ts";
import type { Clip } from "../clips/store.ts";
import { silent } from "../measure/silent.ts";
import { startInstantServer } from "./instant-server.ts";
import { openRoom } from "./room.ts";
import { type Request, timedModel } from "./timed-model.ts";

/** Leaves 75 of them to the first look, of which it takes some 64 of a minute, and the rest to closer ones. */
const MAX_IMAGES = 90;
const CONTEXT_TOKENS = 32_768;
const ROUNDS = 40;
/** Where ffmpeg runs each time. */
const SLOW_ROUNDS = 10;
const WARM_UP = 5;

const PLAIN = [
  "Who comes in?",
  "What is written on the sign?",
  "Is it day or night?",
  "How many people are there?",
];
const LOOKS = ["What is written at 0:20?", "Who is there between 0:30 and 0:34?", "What changes at 12 s?"];

/** How one kind of question fared with a model. */
interface CacheRow {
  readonly kind: string;
  readonly requests: number;
  /** Cached tokens over prompt tokens, and over those of the first look; null where the server says nothing. */
  readonly ofPrompt: readonly number[] | null;
  readonly ofFirstLook: readonly number[] | null;
  readonly firstToken: readonly number[];
}

/** Our own time for one kind of question, milliseconds each. */
interface OwnRow {
  readonly kind: string;
  readonly times: readonly number[];
}

export interface QuestionResult {
  readonly model: string;
  readonly frames: number;
  readonly cache: readonly CacheRow[];
  readonly own: readonly OwnRow[];
  readonly storedBytes: number;
  readonly videoBytes: number;
}

/** Follow-ups about one clip: with the double, or with the server that MODEL_BASE_URL names, and with one that answers at once. */
export async function measureQuestions(clip: Clip): Promise<QuestionResult> {
  const config = loadConfig();
  const double =
    config.model.baseUrl === undefined ? await startModelServer({ contextTokens: CONTEXT_TOKENS }) : null;
  const instant = await startInstantServer();
  const room = openRoom(clip.path);
  try {
    const real = double ? null : await createModelSource(config.model, silent)(new AbortController().signal);
    const model = real ?? modelAt(double?.url ?? "");
    const requests: Request[] = [];
    room.use(timedModel(model, (request) => requests.push(request)));
    await room.summarize();
    const storedBytes = await room.stored();
    const [first] = requests.splice(0);
    if (!first) throw new Error("the model has not answered to the first look");
    const ask = async (kind: string, questions: readonly string[]) => {
      for (const question of questions) await room.ask(question);
      return cacheRow(kind, requests.splice(0), first);
    };
    // The first question reads the summary's reply anew; from the second on it is known.
    const cache = [
      await ask("first question", PLAIN.slice(0, 1)),
      await ask("questions", [...PLAIN.slice(1), ...PLAIN]),
      await ask("looking again", LOOKS),
      await ask("questions after a look", PLAIN),
    ];
    room.use(modelAt(instant.url));
    instant.say("not found");
    const own = [
      { kind: "nothing found, no still", times: await timesOf(PLAIN, room.ask, ROUNDS) },
      { kind: "looking again, no still", times: await timesOf(LOOKS, room.ask, SLOW_ROUNDS) },
    ];
    instant.say("a moment");
    own.push({ kind: "answer with a still", times: await timesOf(PLAIN, room.ask, SLOW_ROUNDS) });
    const videoBytes = statSync(clip.path).size;
    return {
      model: double ? "the double" : model.name,
      frames: first.pictures,
      cache,
      own,
      storedBytes,
      videoBytes,
    };
  } finally {
    await room.close();
    instant.stop();
    await double?.stop();
  }
}

function modelAt(baseUrl: string): VisionModel {
  const timeouts = { firstChunkMs: 60_000, idleMs: 60_000, totalMs: 120_000 };
  const limits = { contextTokens: CONTEXT_TOKENS, maxImages: MAX_IMAGES };
  return createOpenAiModel({ baseUrl, name: "qwen3-vl", ...limits, timeouts, maxRetries: 0, logger: silent });
}

function cacheRow(kind: string, requests: readonly Request[], first: Request): CacheRow {
  const known = requests.flatMap(({ usage }) => (usage && usage.cachedTokens !== null ? [usage] : []));
  const ratios = (of: (usage: { promptTokens: number }) => number) =>
    known.length < requests.length ? null : known.map((usage) => (usage.cachedTokens ?? 0) / of(usage));
  return {
    kind,
    requests: requests.length,
    ofPrompt: ratios(({ promptTokens }) => promptTokens),
    ofFirstLook:
      ratios(() => first.usage?.promptTokens ?? Number.NaN)?.map((ratio) => Math.min(1, ratio)) ?? null,
    firstToken: requests.map(({ firstToken }) => firstToken),
  };
}

async function timesOf(
  questions: readonly string[],
  ask: (question: string) => Promise<unknown>,
  rounds: number,
): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < rounds + WARM_UP; i++) {
    const started = performance.now();
    await ask(questions[i % questions.length] ?? "");
    if (i >= WARM_UP) times.push(performance.now() - started);
  }
  return times;
}
