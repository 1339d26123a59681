import type { Cue } from "../../sound/transcript.ts";
import type { Frame, TimeRange } from "../../video/video.ts";

/** What a video is watched for. Each but the first finds something of its own beside the segments. */
export const KINDS = ["general", "meeting", "lecture", "screen", "camera"] as const;

export type KindName = (typeof KINDS)[number];

/** What a kind finds, in the order in which a reader sees the lists. */
export const FINDINGS = [
  "topic",
  "decision",
  "task",
  "open-question",
  "slide",
  "term",
  "step",
  "error",
  "event",
  "quiet",
] as const;

export type FindingType = (typeof FINDINGS)[number];

/** Thirds of the picture. */
export const PLACES = ["left", "middle", "right"] as const;

export type Place = (typeof PLACES)[number];

/** One thing that a kind found. It rests on what was said or shown, or it was measured; without that it is not there. */
export interface Finding extends TimeRange {
  readonly type: FindingType;
  /** Plain text; empty where it was measured and no model has described it. */
  readonly text: string;
  /** Who is to do it, as it was said or shown. */
  readonly who?: string;
  /** By when, as it was said or shown. */
  readonly due?: string;
  /** Words on the screen, as the model read them. */
  readonly read?: string;
  /** Where in the picture it was measured: where it began and, where that is another place, where it ended. */
  readonly places?: readonly Place[];
  /** What was said: the evidence, or to a slide all that was said while it stood. */
  readonly cues: readonly Cue[];
  /** The sent frame that it rests on; null where it rests on what was said, or was measured. */
  readonly label: string | null;
  readonly still?: Frame & { readonly name: string };
}

/** Without its picture. */
export type FindingFacts = Omit<Finding, "still">;

/** Shares from 0 to 1 of the length, and counts a minute. */
export interface Measures {
  /** Speech; null where nothing tells. */
  readonly speech: number | null;
  /** The picture stands still. */
  readonly still: number;
  /** Changes a minute that came and stayed, as text does. */
  readonly written: number;
  readonly cuts: number;
}

/** How a video's kind came to be chosen. */
export interface KindChoice {
  readonly name: KindName;
  /** Absent where a person or the place's settings named it. */
  readonly measured?: Measures;
  /** What it finds could not be looked for everywhere: no model answered, or its reply could not be used. */
  readonly isUnfinished?: true;
}

/** How much moved: `values` from 0 to 1, one for each `every` seconds from `start` on. */
export interface Activity {
  readonly start: number;
  readonly every: number;
  readonly values: readonly number[];
}
