import { CuepointError } from "../errors.ts";
import type { Cue, Transcript } from "../sound/transcript.ts";
import type { Explanation } from "../video/plan/scan-video.ts";
import type { Frame, TimeRange, VideoInfo } from "../video/video.ts";
import type { ContextSource } from "../vision/model.ts";
import type { Chapter } from "./ask/prompt.ts";
import type { Activity, Finding, KindChoice } from "./kinds/finding.ts";
import type { WallClock } from "./times/wall-clock.ts";

/** The picture that stands for a segment: full resolution, at its own exact timestamp. */
export interface Still extends Frame {
  readonly name: string;
}

/** Half-open part [start, end) of the video with one theme. Times are exact, in seconds. */
export interface Segment extends TimeRange {
  /** Empty on a storyboard: no model has looked. */
  readonly theme: string;
  readonly description: string;
  readonly significance: string;
  /** What was said in it, word for word, oldest first. */
  readonly quotes: readonly Cue[];
  /** The label of the frame that the model chose, e.g. "12.5"; null on a storyboard. */
  readonly label: string | null;
  readonly still: Still;
}

/** One of the windows in which a long video is watched, each asked about in one request. */
export interface Part extends TimeRange {
  readonly title: string;
  readonly overview: string;
  /** Null where no model has seen it: its segments are a storyboard. */
  readonly model: string | null;
  /** How many of the summary's segments are its own. */
  readonly segments: number;
}

/** How many of the things that happen get a segment. */
export type Detail = "brief" | "normal" | "full";

/** What is known of the sound, without the words. */
export type Heard = Omit<Transcript, "cues">;

/** What was looked at and listened to, said out loud under every summary. */
export interface Coverage extends TimeRange {
  /** Frames that the model saw whose summary this is; zero on a storyboard. */
  readonly frames: number;
  /** Seconds between two neighbouring frames, or to either end, at the widest. */
  readonly largestGap: number;
  readonly sound: Heard;
  /** Lines that were said and that the model's context had no room for; absent where it had room for all. */
  readonly linesLeftOut?: number;
}

/** Why no model took part in a summary. */
export const NO_MODEL_REASONS = [
  "missing",
  "unreachable",
  "loading",
  "text-only",
  "blind",
  "schema-ignored",
  "refused",
  "overflow",
  "timeout",
  "garbled",
  "used-up",
] as const;

/** Facts about this run that a reader must know; each has a sentence in the catalogue. */
export type Warning =
  | {
      readonly kind: "no-model";
      readonly reason: (typeof NO_MODEL_REASONS)[number];
      readonly failures?: number;
    }
  | { readonly kind: "damaged"; readonly readUntil: number }
  | { readonly kind: "faulty" }
  | { readonly kind: "model-found"; readonly model: string; readonly address: string }
  | { readonly kind: "plan"; readonly plan: Explanation }
  | {
      readonly kind: "small-context";
      readonly contextTokens: number;
      /** As many as it holds. */
      readonly frames: number;
      readonly from: ContextSource;
    }
  | { readonly kind: "frames-halved"; readonly from: number; readonly to: number }
  /** The parts stand in order with their own titles. */
  | { readonly kind: "no-outline" }
  /** These parts of a long video are storyboards. */
  | {
      readonly kind: "parts-without-model";
      readonly reason: (typeof NO_MODEL_REASONS)[number];
      readonly parts: readonly TimeRange[];
    };

export interface Summary {
  readonly title: string;
  /** What happens, in a few sentences; empty on a storyboard. */
  readonly overview: string;
  readonly segments: readonly Segment[];
  /** Of a long video, in order; empty for one that was watched in one request. */
  readonly parts: readonly Part[];
  /** What the outline divides a long video into: each begins with a segment and ends where the next one begins. */
  readonly chapters: readonly Chapter[];
  /** Positions of the segments that a message shows; absent: all. */
  readonly shown?: readonly number[];
  /** What it was watched for; absent: in general. */
  readonly kind?: KindChoice;
  /** What the kind found, in order of time; absent where it looks for nothing. */
  readonly findings?: readonly Finding[];
  /** How much moved over the length, where the kind measures it. */
  readonly activity?: Activity;
  /** The time of day at which it was recorded, where that is to be told. */
  readonly clock?: WallClock;
  readonly coverage: Coverage;
  /** All that was said, in order of time; empty where nothing was heard. */
  readonly cues: readonly Cue[];
  readonly warnings: readonly Warning[];
  readonly video: VideoInfo & { readonly name: string; readonly sha256: string };
  /** Null where no model took part. */
  readonly model: string | null;
  readonly promptVersion: string;
  /** How it was made, for those who compare; absent in those of an older version. */
  readonly made?: {
    /** Kind of the model's server; absent where it is not known. */
    readonly server?: string;
    readonly sampler: string;
  };
  /** BCP 47 tag that the texts were asked for in. */
  readonly language: string;
}

/** Positions of the segments that a message shows. */
export function shownOf({ segments, shown }: Pick<Summary, "segments" | "shown">): readonly number[] {
  return shown ?? segments.map((_, position) => position);
}

/** What a model saw. `times` ascend; the gaps to both ends of the range count too. */
export function coverageOf(times: readonly number[], { start, end }: TimeRange, sound: Heard): Coverage {
  const stops = [start, ...times, end];
  const gaps = stops.slice(1).map((stop, i) => stop - (stops[i] ?? stop));
  return { start, end, frames: times.length, largestGap: Math.max(0, ...gaps), sound };
}

/** What a person asked for; either end may be open. Seconds. */
export interface RequestedRange {
  readonly from?: number;
  readonly to?: number;
}

/** The part of the video to look at. Throws `range-outside` where it begins after the end. */
export function resolveRange({ from, to }: RequestedRange, { duration }: VideoInfo): TimeRange {
  const start = from ?? 0;
  if (start >= duration) throw new CuepointError("range-outside", { duration });
  return { start, end: Math.min(to ?? duration, duration) };
}
