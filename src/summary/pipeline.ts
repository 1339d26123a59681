import type { Progress } from "../chat/message.ts";
import { CuepointError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import { type Looked, lookThrough } from "../video/plan/scan-video.ts";
import { frameBudget, type SamplingStrategy } from "../video/sample/strategy.ts";
import type { Candidate, ScanResult } from "../video/shots/scan-result.ts";
import type { VideoFile, VideoReader } from "../video/video.ts";
import type { ModelSource } from "../vision/discovery/model-source.ts";
import { withModel } from "../vision/discovery/with-model.ts";
import type { VisionModel } from "../vision/model.ts";
import { type Asked, askForSummary } from "./ask/ask.ts";
import { planFirstLook } from "./ask/first-look.ts";
import { type Chapter, labelFrames, type Opening, PROMPT_VERSION } from "./ask/prompt.ts";
import { cutStills, segmentsFromPictures, segmentsFromReply } from "./segments.ts";
import { coverageOf, type Remark, resolveRange, type Summary, type WishedRange } from "./summary.ts";
import { damage, smallContext, withoutModel } from "./warnings.ts";

export interface SummaryRequest {
  readonly path: string;
  /** As its owner named it; for showing only. */
  readonly name: string;
  readonly sha256: string;
  readonly range: WishedRange;
  /** Segments at most; absent: as many as the length deserves. */
  readonly keyframes?: number;
  readonly language: string;
  /** As the video's page names them. */
  readonly chapters?: readonly Chapter[];
  /** The same for every request about this video, so that a router keeps them on the replica whose cache is warm. */
  readonly routingKey: string;
  /** Decode every frame, however long it takes. */
  readonly thorough?: boolean;
  /** Say in the summary how the video was scanned. */
  readonly explain?: boolean;
  /** Earlier tries at this video with a reply that could not be used. */
  readonly failures?: number;
  readonly report: (progress: Progress) => void;
}

export interface SummaryDeps {
  readonly reader: VideoReader;
  /** Throws a `model-*` error, or returns null, where there is none to ask. */
  readonly model: ModelSource;
  readonly strategy: SamplingStrategy;
  readonly logger: Logger;
}

/** Fewer frames than this tell no story; pictures alone are worth more then. */
const FEWEST_FRAMES = 4;
/** Without a model nobody counts tokens; this many frames make a storyboard. */
const STORYBOARD_FRAMES = 64;
/** A summary with what later questions about the same video begin with. */
export interface Watched {
  readonly summary: Summary;
  /** Null where no model has seen the video. */
  readonly opening: (Opening & { readonly reply: string }) | null;
  /** First frame of each new shot. */
  readonly cuts: readonly number[];
}

/** A file -> its summary, or the storyboard where no model can be asked. Everything it starts ends with the signal. */
export async function summarize(
  deps: SummaryDeps,
  request: SummaryRequest,
  signal: AbortSignal,
): Promise<Watched> {
  const { reader, logger } = deps;
  const video = await reader.open(request.path, signal);
  const range = resolveRange(request.range, video.info);
  const keyframes = request.keyframes ?? defaultKeyframes(range.end - range.start);
  const { scan, explanation } = await timed(logger, "scan", () => scanVideo(video, range, request, signal));
  logger.info({ scan: explanation }, "scanned");
  const remarks: Remark[] = damage(video, scan);
  if (request.explain) remarks.push({ kind: "plan", plan: explanation });
  const told = await timed(logger, "ask", () =>
    tell(deps, { video, scan, keyframes, request, remarks }, signal),
  );
  const planned = told.asked
    ? segmentsFromReply(told.asked, scan)
    : segmentsFromPictures(told.chosen, scan, keyframes);
  request.report({ step: "stills", fraction: 0 });
  const segments = await timed(logger, "stills", () =>
    cutStills(
      video,
      scan,
      planned,
      (n) => request.report({ step: "stills", fraction: n / planned.length }),
      signal,
    ),
  );
  request.report({ step: "stills", done: true });
  const seen = (told.asked?.frames ?? []).map(({ timestamp }) => timestamp);
  const summary: Summary = {
    title: told.asked?.title ?? "",
    overview: told.asked?.overview ?? "",
    segments,
    coverage: coverageOf(seen, range),
    remarks,
    video: { ...video.info, name: request.name, sha256: request.sha256 },
    model: told.asked ? told.model : null,
    promptVersion: PROMPT_VERSION,
    language: request.language,
  };
  const opening = told.asked && { ...told.asked.opening, reply: told.asked.replyText };
  return { summary, opening, cuts: scan.cuts };
}

/** Five represent a video of a few minutes; a longer one gets up to eight, and a clip of seconds no more than one for two. */
function defaultKeyframes(seconds: number): number {
  return Math.max(1, Math.min(8, 5 + Math.floor(seconds / 600), Math.ceil(seconds / 2)));
}

async function scanVideo(
  video: VideoFile,
  range: { start: number; end: number },
  { report, thorough = false }: SummaryRequest,
  signal: AbortSignal,
): Promise<Looked> {
  report({ step: "scan", fraction: 0 });
  const onProgress = (fraction: number) => report({ step: "scan", fraction });
  const looked = await lookThrough(video, range, { thorough, onProgress }, signal);
  report({ step: "scan", done: true });
  return looked;
}

interface Told {
  readonly asked: Asked | null;
  readonly chosen: readonly Candidate[];
  readonly model: string | null;
}

interface Material {
  readonly video: VideoFile;
  readonly scan: ScanResult;
  readonly keyframes: number;
  readonly request: SummaryRequest;
  /** Grows by what a reader must know. */
  readonly remarks: Remark[];
}

async function tell(deps: SummaryDeps, material: Material, signal: AbortSignal): Promise<Told> {
  const { scan, remarks } = material;
  try {
    const work = (model: VisionModel) => askModel(deps, model, material, signal);
    const onLoading = () => material.request.report({ step: "load" });
    const told = await withModel(deps.model, { work, onLoading }, signal);
    if (told) return told;
    remarks.push({ kind: "no-model", reason: "missing" });
  } catch (error) {
    remarks.push(withoutModel(error, material.request.failures));
    deps.logger.warn({ err: error }, "no summary from a model, making a storyboard");
  }
  const budget = frameBudget(scan.range.end - scan.range.start, STORYBOARD_FRAMES);
  return { asked: null, chosen: deps.strategy.choose(scan, budget), model: null };
}

async function askModel(
  { strategy, logger }: SummaryDeps,
  model: VisionModel,
  { video, scan, keyframes, request, remarks }: Material,
  signal: AbortSignal,
): Promise<Told> {
  request.report({ step: "ask" });
  const { limits } = model;
  const { width, height } = video.info;
  const { chapters, language } = request;
  const seconds = scan.range.end - scan.range.start;
  const look = planFirstLook({ limits, width, height, seconds, keyframes, language, chapters });
  const isUseless = look.isCramped && look.frames < FEWEST_FRAMES;
  if (isUseless) {
    remarks.push(smallContext(model, 0));
    throw new CuepointError("model-overflow", { contextTokens: limits.contextTokens });
  }
  const chosen = strategy.choose(scan, look.frames);
  const times = chosen.map(({ timestamp }) => timestamp);
  const frames = labelFrames(await Array.fromAsync(video.framesAt(times, look.side, signal)));
  const asked = await askForSummary(
    {
      ...{ ...look.question, model, frames, logger },
      ...{ cacheKey: request.routingKey, failures: request.failures ?? 0 },
    },
    signal,
  );
  request.report({ step: "ask", done: true });
  // Only now: what is asked again with a model that was found anew would say it twice.
  if (look.isCramped) remarks.push(smallContext(model, look.frames));
  if (model.foundAt !== undefined) {
    remarks.push({ kind: "model-found", model: model.name, address: model.foundAt });
  }
  if (asked.frames.length < frames.length) {
    remarks.push({ kind: "frames-halved", from: frames.length, to: asked.frames.length });
  }
  return { asked, chosen, model: model.name };
}

async function timed<T>(logger: Logger, stage: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  logger.info({ stage, milliseconds: Math.round(performance.now() - started) }, "stage done");
  return result;
}
