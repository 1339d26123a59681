import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { CuepointError } from "../../src/errors.ts";
import type { Logger } from "../../src/logger.ts";
import { answerQuestion } from "../../src/qa/answer.ts";
import type { Listen } from "../../src/summary/listen.ts";
import { summarize } from "../../src/summary/pipeline.ts";
import type { SummaryResult } from "../../src/summary/request.ts";
import type { VideoReader } from "../../src/video/video.ts";
import type { ModelSource } from "../../src/vision/discovery/model-source.ts";
import { withModel } from "../../src/vision/discovery/with-model.ts";
import type { EmbedderSource } from "../../src/vision/embeddings/embedder.ts";
import type { EvalCase } from "../case.ts";
import type { Outcome, Variant } from "../outcome.ts";
import { byMeaning } from "./by-meaning.ts";
import { createMeter, type Meter } from "./meter.ts";
import { promptNamed } from "./prompts.ts";
import { BY_MEANING, samplerOf } from "./samplers.ts";
import { isGone, ServerGone } from "./server-gone.ts";

export interface WatchDeps {
  readonly reader: VideoReader;
  readonly model: ModelSource;
  readonly listen?: Listen;
  /** For the sampler that chooses by meaning. */
  readonly embedder: EmbedderSource;
  readonly logger: Logger;
}

export interface CaseToWatch {
  readonly truth: EvalCase;
  /** Of the video. */
  readonly path: string;
  readonly variant: Pick<Variant, "prompt" | "sampler" | "budget">;
}

const nothing = () => {};

/** Watches a case's video as the program does, asks its questions, and keeps what the figures need. Rejects with the signal alone. */
export async function watchCase(deps: WatchDeps, wanted: CaseToWatch, signal: AbortSignal): Promise<Outcome> {
  const { truth, path, variant } = wanted;
  const strategy = samplerOf(variant.sampler);
  if (!strategy) throw new RangeError(`there is no sampler ${variant.sampler}`);
  const meter = createMeter(deps.model, deps.logger);
  const routingKey = routingKeyOf(truth, variant);
  const started = performance.now();
  const sha256 = createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
  const request = {
    ...{ path, name: truth.video, sha256, range: {}, kind: "general" as const, language: truth.language },
    ...{ routingKey, report: nothing, keyframes: keyframesFor(truth) },
  };
  const prompt = promptNamed(variant.prompt);
  const meaning = byMeaning(deps.embedder);
  const watching = {
    ...{ ...deps, model: meter.source, logger: meter.logger, strategy, prompt },
    ...(variant.sampler === BY_MEANING && { byMeaning: meaning.source }),
    ...(variant.budget !== null && { mostFrames: variant.budget }),
  };
  const result = await summarize(watching, request, signal);
  meaning.check();
  const failure = result.summary.warnings.find((warning) => warning.kind === "no-model");
  if (failure && isGone(failure.reason)) throw new ServerGone(failure.reason);
  const answers = await ask({ ...deps, meter }, { truth, result, path, routingKey }, signal);
  const { summary } = result;
  const { modelMs, ...spent } = meter.spent();
  return {
    case: truth.id,
    variant: { ...variant, ...namesOf(meter), promptVersion: summary.promptVersion },
    at: new Date().toISOString(),
    seconds: summary.video.duration,
    frames: (result.opening?.frames ?? []).map(({ timestamp }) => timestamp),
    summary: summary.model === null ? null : toldBy(summary),
    ...(failure && { failure: failure.reason }),
    answers,
    ...spent,
    ms: { all: performance.now() - started, model: modelMs },
  };
}

/** Caches are salted by it: no variant finds there what another one has paid for. */
function routingKeyOf({ id }: EvalCase, { prompt, sampler, budget }: CaseToWatch["variant"]): string {
  return ["eval", id, prompt, sampler, budget ?? "all"].join("-");
}

/** The program shows no more in one message. */
const MOST_KEYFRAMES = 10;
const USUAL_KEYFRAMES = 5;

/** As many segments as there are events to tell, within what a person may ask for. The same for all variants of a case. */
function keyframesFor({ events }: EvalCase): number {
  return Math.min(MOST_KEYFRAMES, Math.max(USUAL_KEYFRAMES, events.length));
}

function namesOf(meter: Meter): Pick<Variant, "model" | "server"> {
  const model = meter.model();
  return { model: model?.name ?? "", server: model?.contextFrom ?? "other" };
}

function toldBy({ title, overview, segments, cues, language }: SummaryResult["summary"]): Outcome["summary"] {
  return {
    ...{ title, overview, language },
    segments: segments.map(({ start, end, theme, description, significance, label, still, quotes }) => ({
      ...{ start, end, theme, description, significance },
      key: Number(label ?? still.timestamp),
      still: still.timestamp,
      quotes: quotes.map(lineOf),
    })),
    cues: cues.map(lineOf),
  };
}

function lineOf({
  start,
  end,
  text,
}: {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}) {
  return { start, end, text };
}

interface Watched {
  readonly truth: EvalCase;
  readonly result: SummaryResult;
  readonly path: string;
  readonly routingKey: string;
}

/** Each question by itself over the first look. Of a video in parts, and of one that no model has seen, there is none to ask over. */
async function ask(
  { meter, reader }: WatchDeps & { readonly meter: Meter },
  { truth, result, path, routingKey }: Watched,
  signal: AbortSignal,
): Promise<Outcome["answers"]> {
  const { opening, summary } = result;
  if (!opening) return [];
  const answers: Outcome["answers"] = [];
  const original = (abort: AbortSignal) => reader.open(path, abort);
  const { coverage, cues: transcript, video } = summary;
  const context = { opening, coverage, transcript, duration: video.duration, routingKey };
  for (const { text: question } of truth.questions) {
    const asked = { text: question, language: truth.language, context, turns: [] };
    try {
      const work = (model: Parameters<typeof answerQuestion>[0]["model"]) =>
        answerQuestion({ model, logger: meter.logger, original, near: original }, asked, signal);
      const answer = await withModel(meter.source, { work, onLoading: nothing }, signal);
      if (!answer) throw new CuepointError("model-missing");
      const moments = answer.moments.map(({ timestamp }) => timestamp);
      answers.push({ question, text: answer.text, moments, quotes: answer.quotes.map(lineOf) });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof CuepointError)) throw error;
      if (isGone(error.code)) throw new ServerGone(error.code);
      answers.push({ question, text: "", moments: [], quotes: [], failure: error.code });
    }
  }
  return answers;
}
