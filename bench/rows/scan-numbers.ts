import type { Coverage, TransitionScore } from "../measure/score.ts";

export interface ScanSpeed {
  readonly what: string;
  /** Milliseconds, and as a share of decoding alone in the same round; medians. */
  readonly milliseconds: number;
  readonly ratio: number;
  readonly plan?: string;
  readonly score?: TransitionScore;
  /** Node's growth over idle, and ffmpeg; megabytes. */
  readonly node?: number;
  readonly ffmpeg?: number;
}

export interface ScanCoverage extends Coverage {
  /** "default", "thorough" or the peer's name. */
  readonly scan: string;
  readonly strategy: string;
  readonly budget: number;
}

interface Share {
  readonly seen: number;
  readonly all: number;
}

export interface ScanNumbers {
  readonly duration: number;
  readonly shots: number;
  /** Frames in which every shot and every text change could be seen, if the truth were known. */
  readonly fewest: number;
  readonly speeds: readonly ScanSpeed[];
  /** The peer's name where it could be compared with, else why not. */
  readonly peer: string | null;
  readonly skipped: string | null;
  /** Of what there is to see, what is among the candidates of each scan. */
  readonly candidates: Readonly<
    Record<"default" | "thorough", Readonly<Record<"shots" | "textChanges" | "marks" | "subjects", Share>>>
  >;
  readonly coverage: readonly ScanCoverage[];
}
