import { readFileSync } from "node:fs";
import { planSpeech } from "../../src/sound/pieces/pieces.ts";
import { createSpeechSource } from "../../src/sound/server/speech-source.ts";
import { detectionNamed, listening, soundOfFile, soundTools } from "./listening.ts";
import { silent } from "./silent.ts";

/** What the process prints on stdout, once; memory is megabytes over that of the idle program. */
export interface ListenFacts {
  readonly detectMs: number;
  readonly detectMemory: number;
  /** All of it: detection again, cutting and asking. */
  readonly wholeMs: number;
  readonly wholeMemory: number;
  readonly pieces: number;
  readonly spokenSeconds: number;
  /** From the signal to the end, in the middle of detection and of asking. */
  readonly cancelMs: readonly number[];
}

/** Listens to one video in a process of its own, so that its memory is its own: path, detection, address of the speech server. */
const [path = "", name = "", baseUrl = ""] = process.argv.slice(2);
const never = new AbortController().signal;
const file = await soundOfFile(path);
const idle = process.memoryUsage.rss() / 1e6;
const peak = () => process.resourceUsage().maxRSS / 1_000 - idle;

const detection = detectionNamed(name);
const { result, ms: detectMs } = await timed(() => planSpeech({ ...soundTools, detection }, file, never));
const detectMemory = peak();
const settings = { isOff: false, baseUrl, servers: undefined, model: undefined, apiKey: undefined };
const listen = listening(createSpeechSource(settings, silent), detection);
const { ms: wholeMs } = await timed(() => listen(file, never));
const wholeMemory = peak();

/** Milliseconds of being under way before the stop: once in detection, once where pieces are asked. */
const cancelMs: number[] = [];
for (const at of [detectMs / 3, detectMs + (wholeMs - detectMs) / 3]) cancelMs.push(await cancelled(at));

const facts: ListenFacts = {
  ...{ detectMs, detectMemory, wholeMs, wholeMemory, cancelMs },
  ...{ pieces: result.pieces.length, spokenSeconds: result.spokenSeconds },
};
process.stdout.write(JSON.stringify(facts));

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const started = performance.now();
  const result = await work();
  return { result, ms: performance.now() - started };
}

async function cancelled(after: number): Promise<number> {
  const stop = new AbortController();
  let stopped = Number.NaN;
  setTimeout(() => {
    stopped = performance.now();
    stop.abort();
  }, after);
  await listen(file, stop.signal).then(
    () => Promise.reject(new Error("it was over before it was stopped")),
    () => undefined,
  );
  const ms = performance.now() - stopped;
  const left = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8").trim();
  if (left !== "") throw new Error("programs run on after the stop");
  return ms;
}
