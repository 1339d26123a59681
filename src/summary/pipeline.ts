import type { Progress } from "../chat/message.ts";
import { CuepointError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { Transcript } from "../sound/transcript.ts";
import type { KeptFrames } from "../video/plan/keeping.ts";
import { scanVideo } from "../video/plan/scan-video.ts";
import { framesOf } from "../video/sample/frames-of.ts";
import { frameBudget, type SamplingStrategy } from "../video/sample/strategy.ts";
import type { Candidate, ScanResult } from "../video/shots/scan-result.ts";
import type { VideoFile, VideoReader } from "../video/video.ts";
import type { ModelSource } from "../vision/discovery/model-source.ts";
import { withModel } from "../vision/discovery/with-model.ts";
import type { VisionModel } from "../vision/model.ts";
import { type Asked, askForSummary } from "./ask/ask.ts";
import { cuesThatFit } from "./ask/cues.ts";
import { planFirstLook, SIDES } from "./ask/first-look.ts";
import { type Chapter, labelFrames, type Opening, PROMPT_VERSION } from "./ask/prompt.ts";
import { heardOf, type Listen, listenTo, unheard } from "./listen.ts";
import { cutStills, segmentsFromPictures, segmentsFromReply } from "./segments.ts";
import { coverageOf, type RequestedRange, resolveRange, type Summary, type Warning } from "./summary.ts";
import { damage, smallContext, withoutModel } from "./warnings.ts";

export interface SummaryRequest {
  readonly path: string;
  /** As its owner named it; for showing only. */
  readonly name: string;
  readonly sha256: string;
  readonly range: RequestedRange;
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
  /** What is said is not to be known: neither listened to nor read. */
  readonly noSound?: boolean;
  /** Earlier tries at this video with a reply that could not be used. */
  readonly failures?: number;
  readonly report: (progress: Progress) => void;
}

export interface SummaryDeps {
  readonly reader: VideoReader;
  /** Throws a `model-*` error, or returns null, where there is none to ask. */
  readonly model: ModelSource;
  readonly strategy: SamplingStrategy;
  /** What is said in a file. Never rejects but for the signal: that nothing could be heard is an answer too. */
  readonly listen?: Listen;
  readonly logger: Logger;
}

/** A summary, and what later questions about the same video begin with. */
export interface SummaryResult {
  readonly summary: Summary;
  /** Null where no model has seen the video. */
  readonly opening: (Opening & { readonly reply: string }) | null;
  /** First frame of each new shot. */
  readonly cuts: readonly number[];
}

/**
 * A file becomes a summary: probe, scan, sample and ask, cut stills. Without a model to ask it becomes a storyboard.
 * Everything that it starts ends with the signal.
 */
export async function summarize(
  deps: SummaryDeps,
  request: SummaryRequest,
  signal: AbortSignal,
): Promise<SummaryResult> {
  const { reader, logger } = deps;
  const { thorough = false, explain = false, report } = request;

  const video = await reader.open(request.path, signal);
  const range = resolveRange(request.range, video.info);
  const keyframes = request.keyframes ?? defaultKeyframes(range.end - range.start);

  report({ step: "scan", fraction: 0 });
  const onScan = (fraction: number) => report({ step: "scan", fraction });
  const [{ scan, explanation, kept }, transcript] = await Promise.all([
    timed(logger, "scan", () =>
      scanVideo(video, range, { thorough, onProgress: onScan, keepSide: SIDES[0] }, signal),
    ),
    timed(logger, "listen", () =>
      listenTo(
        request.noSound ? unheard : deps.listen,
        { video, range, path: request.path, sha256: request.sha256 },
        signal,
      ),
    ),
  ]);
  report({ step: "scan", done: true });
  logger.info({ scan: explanation }, "scanned");

  const material = { video, scan, kept, keyframes, request, transcript };
  const told = await timed(logger, "ask", () => askOrStoryboard(deps, material, signal));
  const { asked } = told;

  report({ step: "stills", fraction: 0 });
  const planned = asked ? segmentsFromReply(asked, scan) : segmentsFromPictures(told.chosen, scan, keyframes);
  const onStill = (done: number) => report({ step: "stills", fraction: done / planned.length });
  const segments = await timed(logger, "stills", () => cutStills(video, scan, planned, onStill, signal));
  report({ step: "stills", done: true });

  const seen = (asked?.frames ?? []).map(({ timestamp }) => timestamp);
  const plan: Warning[] = explain ? [{ kind: "plan", plan: explanation }] : [];
  const summary: Summary = {
    title: asked?.title ?? "",
    overview: asked?.overview ?? "",
    segments,
    coverage: coverageOf(seen, range, heardOf(transcript)),
    cues: transcript.cues,
    warnings: [...damage(video, scan), ...plan, ...told.warnings],
    video: { ...video.info, name: request.name, sha256: request.sha256 },
    model: told.model,
    promptVersion: PROMPT_VERSION,
    language: request.language,
  };
  return { summary, opening: asked && { ...asked.opening, reply: asked.replyText }, cuts: scan.cuts };
}

/** Five represent a video of a few minutes; a longer one gets up to eight, and a clip of seconds no more than one for two. */
function defaultKeyframes(seconds: number): number {
  return Math.max(1, Math.min(8, 5 + Math.floor(seconds / 600), Math.ceil(seconds / 2)));
}

interface Material {
  readonly video: VideoFile;
  readonly scan: ScanResult;
  readonly kept: KeptFrames | null;
  readonly keyframes: number;
  readonly request: SummaryRequest;
  readonly transcript: Transcript;
}

interface Told {
  /** Null where no model has answered. */
  readonly asked: Asked | null;
  /** The frames that were chosen. */
  readonly chosen: readonly Candidate[];
  /** The name of the model that answered. */
  readonly model: string | null;
  readonly warnings: readonly Warning[];
}

/** Without a model there is no limit of tokens; this many frames make a storyboard. */
const STORYBOARD_FRAMES = 64;

/** What the model tells, or frames by picture alone and why there is no more. */
async function askOrStoryboard(deps: SummaryDeps, material: Material, signal: AbortSignal): Promise<Told> {
  const { scan, request } = material;
  const storyboard = (warnings: readonly Warning[]): Told => {
    const budget = frameBudget(scan.range.end - scan.range.start, STORYBOARD_FRAMES);
    return { asked: null, chosen: deps.strategy.choose(scan, budget), model: null, warnings };
  };
  try {
    const work = (model: VisionModel) => askModel(deps, model, material, signal);
    const onLoading = () => request.report({ step: "load" });
    const told = await withModel(deps.model, { work, onLoading }, signal);
    return told ?? storyboard([{ kind: "no-model", reason: "missing" }]);
  } catch (error) {
    const why = withoutModel(error, request.failures);
    deps.logger.warn({ err: error }, "no summary from a model, making a storyboard");
    return storyboard([...tooSmallContext(error), why]);
  }
}

/** With fewer frames than these in a small context, keyframes by picture alone are worth more than a summary. */
const FEWEST_FRAMES = 4;

async function askModel(
  { strategy, logger }: SummaryDeps,
  model: VisionModel,
  { video, scan, kept, keyframes, request, transcript }: Material,
  signal: AbortSignal,
): Promise<Told> {
  const { chapters, language, routingKey, failures = 0, report } = request;
  report({ step: "ask" });
  const { limits } = model;
  const { width, height } = video.info;
  const seconds = scan.range.end - scan.range.start;
  const cues = cuesThatFit(transcript.cues, limits.contextTokens);
  const look = planFirstLook({ limits, width, height, seconds, keyframes, language, chapters, cues });
  if (look.isCramped && look.frames < FEWEST_FRAMES) {
    throw new CuepointError(
      "model-overflow",
      { contextTokens: limits.contextTokens },
      new TooSmallContext(model),
    );
  }
  const chosen = strategy.choose(scan, look.frames);
  const frames = labelFrames(await framesOf(video, { scan, chosen, kept, longSide: look.side }, signal));
  const asked = await askForSummary(
    { ...look.question, model, frames, cacheKey: routingKey, failures, logger },
    signal,
  );
  report({ step: "ask", done: true });
  const warnings: Warning[] = [];
  if (look.isCramped) warnings.push(smallContext(model, look.frames));
  if (model.foundAt !== undefined) {
    warnings.push({ kind: "model-found", model: model.name, address: model.foundAt });
  }
  if (asked.frames.length < frames.length) {
    warnings.push({ kind: "frames-halved", from: frames.length, to: asked.frames.length });
  }
  return { asked, chosen, model: model.name, warnings };
}

/** Why nothing was asked, as the cause of a `model-overflow`. */
class TooSmallContext extends Error {
  readonly model: VisionModel;

  constructor(model: VisionModel) {
    super("the context holds too few frames for a summary");
    this.name = "TooSmallContext";
    this.model = model;
  }
}

function tooSmallContext(error: unknown): Warning[] {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof TooSmallContext ? [smallContext(cause.model, 0)] : [];
}

async function timed<T>(logger: Logger, stage: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  logger.info({ stage, milliseconds: Math.round(performance.now() - started) }, "stage done");
  return result;
}
