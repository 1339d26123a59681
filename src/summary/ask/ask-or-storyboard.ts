import { CuepointError } from "../../errors.ts";
import type { Transcript } from "../../sound/transcript.ts";
import type { KeptFrames } from "../../video/plan/keeping.ts";
import { framesOf } from "../../video/sample/frames-of.ts";
import { frameBudget } from "../../video/sample/strategy.ts";
import type { Candidate, ScanResult } from "../../video/shots/scan-result.ts";
import type { VideoFile } from "../../video/video.ts";
import type { ModelSource } from "../../vision/discovery/model-source.ts";
import { withModel } from "../../vision/discovery/with-model.ts";
import type { VisionModel } from "../../vision/model.ts";
import type { SummaryPrompt } from "../prompts/prompt.ts";
import { structured } from "../prompts/structured.ts";
import type { Warning } from "../summary.ts";
import { mayPass, smallContext, withoutModel } from "../warnings.ts";
import { type Asked, askForSummary } from "./ask.ts";
import { type ChooseDeps, chooseFrames } from "./choose-frames.ts";
import { cuesThatFit } from "./cues.ts";
import { planFirstLook, SIDES } from "./first-look.ts";
import { type Chapter, labelFrames } from "./prompt.ts";

export interface AskDeps extends ChooseDeps {
  readonly model: ModelSource;
  readonly prompt?: SummaryPrompt;
}

/** What was found in a video or one part of it, and how it is asked about. */
export interface Material {
  readonly video: VideoFile;
  readonly scan: ScanResult;
  /** Frames that the scan took on its way. */
  readonly kept: KeptFrames | null;
  readonly transcript: Transcript;
  /** Segments at most. */
  readonly keyframes: number;
  readonly language: string;
  readonly chapters: readonly Chapter[];
  readonly routingKey: string;
  /** It is one part of a longer video. */
  readonly isPart: boolean;
  /** Timestamps of other parts' frames near this one: their labels are taken. */
  readonly taken: readonly number[];
  /** Earlier tries with a reply that could not be used. */
  readonly failures: number;
  readonly report: (progress: { readonly step: "load" | "ask"; readonly done?: boolean }) => void;
}

export interface Told {
  /** Null where no model has answered. */
  readonly asked: Asked | null;
  /** The frames that were chosen. */
  readonly chosen: readonly Candidate[];
  /** The name of the strategy that has chosen them. */
  readonly sampler: string;
  /** The name of the model that answered. */
  readonly model: string | null;
  /** Kind of its server, where that is known. */
  readonly server?: string;
  readonly warnings: readonly Warning[];
}

/** Without a model there is no limit of tokens; this many frames make a storyboard. */
const STORYBOARD_FRAMES = 64;
/** A part of a long video is asked once more: the others have cost too much to leave a hole between them. */
const TRIES_OF_A_PART = 2;

/** What the model tells, or frames by picture alone and why there is no more. */
export async function askOrStoryboard(deps: AskDeps, material: Material, signal: AbortSignal): Promise<Told> {
  const { scan, report } = material;
  const storyboard = async (warnings: readonly Warning[]): Promise<Told> => {
    const budget = frameBudget(scan.range.end - scan.range.start, STORYBOARD_FRAMES);
    const { chosen, sampler } = await chooseFrames(deps, material, { budget, side: SIDES[0] }, signal);
    return { asked: null, chosen, sampler, model: null, warnings };
  };
  for (let tried = 1; ; tried++) {
    const failures = material.failures + tried - 1;
    try {
      const work = (model: VisionModel) => askModel(deps, model, { ...material, failures }, signal);
      const onLoading = () => report({ step: "load" });
      const told = await withModel(deps.model, { work, onLoading }, signal);
      return told ?? (await storyboard([{ kind: "no-model", reason: "missing" }]));
    } catch (error) {
      const why = withoutModel(error, failures);
      if (material.isPart && tried < TRIES_OF_A_PART && mayPass(why)) {
        deps.logger.warn({ err: error }, "a part got no reply that could be used, asking once more");
        continue;
      }
      deps.logger.warn({ err: error }, "no summary from a model, making a storyboard");
      return await storyboard([...tooSmallContext(error), why]);
    }
  }
}

/** With fewer frames than these in a small context, keyframes by picture alone are worth more than a summary. */
const FEWEST_FRAMES = 4;

async function askModel(
  deps: AskDeps,
  model: VisionModel,
  material: Material,
  signal: AbortSignal,
): Promise<Told> {
  const { video, scan, keyframes, transcript, language, chapters, routingKey, failures, isPart, report } =
    material;
  const { prompt = structured } = deps;
  report({ step: "ask" });
  const { limits } = model;
  const { width, height } = video.info;
  const seconds = scan.range.end - scan.range.start;
  const cues = cuesThatFit(transcript.cues, limits.contextTokens);
  const look = planFirstLook({
    ...{ prompt, limits, width, height, seconds, keyframes, language, chapters, cues, isPart },
  });
  if (look.isCramped && look.frames < FEWEST_FRAMES) {
    throw new CuepointError(
      "model-overflow",
      { contextTokens: limits.contextTokens },
      new TooSmallContext(model),
    );
  }
  const wanting = { budget: look.frames, side: look.side };
  const { chosen, kept, sampler } = await chooseFrames(deps, material, wanting, signal);
  const wanted = { scan, chosen, kept, longSide: look.side };
  const frames = labelFrames(await framesOf(video, wanted, signal), { near: material.taken });
  const asked = await askForSummary(
    { ...look.question, prompt, model, frames, cacheKey: routingKey, failures, logger: deps.logger },
    signal,
  );
  report({ step: "ask", done: true });
  return {
    ...{ asked, chosen, sampler, model: model.name },
    ...(model.server !== undefined && { server: model.server }),
    warnings: warningsOf(model, look, asked, frames.length),
  };
}

function warningsOf(
  model: VisionModel,
  look: ReturnType<typeof planFirstLook>,
  asked: Asked,
  sent: number,
): Warning[] {
  const warnings: Warning[] = [];
  if (look.isCramped) warnings.push(smallContext(model, look.frames));
  if (model.foundAt !== undefined) {
    warnings.push({ kind: "model-found", model: model.name, address: model.foundAt });
  }
  if (asked.frames.length < sent) {
    warnings.push({ kind: "frames-halved", from: sent, to: asked.frames.length });
  }
  return warnings;
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
