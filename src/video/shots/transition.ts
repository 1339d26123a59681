import type { TimeRange } from "../video.ts";
import type { Signature } from "./signature.ts";

/** What a frame tells of a transition. */
export interface LitFrame {
  readonly timestamp: number;
  readonly signature: Signature;
  /** The same in a few wide cells. */
  readonly coarse: Signature;
  /** Standard deviation of brightness. */
  readonly contrast: number;
}

/** A dissolve or a fade. */
export interface Gradual extends TimeRange {
  /** How far apart the pictures on both sides are, 0 to 255. */
  readonly change: number;
}

export interface Found extends Gradual {
  readonly score: number;
}
