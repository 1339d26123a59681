import type { Logger } from "../../logger.ts";
import type { Cue } from "../../sound/transcript.ts";
import type { ScanResult } from "../../video/shots/scan-result.ts";
import type { TimeRange, VideoFile } from "../../video/video.ts";
import type { ModelSource } from "../../vision/discovery/model-source.ts";
import type { LabelledFrame, Opening } from "../ask/prompt.ts";
import type { Segment } from "../summary.ts";
import type { Activity, Finding, FindingFacts, KindName } from "./finding.ts";

export interface KindDeps {
  readonly model: ModelSource;
  readonly logger: Logger;
}

/** A video, or one part of it, after it was watched. */
export interface KindMaterial {
  readonly range: TimeRange;
  /** What was asked and answered about it; null where no model has seen it. */
  readonly opening: (Opening & { readonly reply: string }) | null;
  /** Those of the opening. */
  readonly frames: readonly LabelledFrame[];
  /** All that was said in it, also what had no room in the opening. */
  readonly cues: readonly Cue[];
  readonly segments: readonly Segment[];
  /** Null where the file is not at hand. */
  readonly look: { readonly video: VideoFile; readonly scan: ScanResult } | null;
  readonly language: string;
  readonly routingKey: string;
  readonly failures: number;
}

export interface Found {
  /** In order of time. */
  readonly findings: readonly Finding[];
  readonly activity?: Activity;
  /** Some of it needs a model, and none gave a usable reply. */
  readonly isUnfinished?: true;
}

export interface Kind {
  readonly name: Exclude<KindName, "general">;
  /** It looks at the file again; others need the opening alone. */
  readonly needsLook: boolean;
  /** Throws what the model throws; then the summary stands without findings. */
  find(deps: KindDeps, material: KindMaterial, signal: AbortSignal): Promise<Found>;
  /** Findings of a long video's parts, in order, as those of the whole. */
  join<F extends FindingFacts>(findings: readonly F[]): readonly F[];
}
