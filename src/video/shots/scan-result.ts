import type { TimeRange } from "../video.ts";
import type { Novelty } from "./local-change.ts";
import type { Signature } from "./signature.ts";

/** A frame that may be shown to the model. */
export interface Candidate {
  readonly timestamp: number;
  readonly signature: Signature;
  /** Distance to the frame before it: low means settled, high means in motion or in a transition. */
  readonly difference: number;
  /** Sum of all differences since the candidate before: how much happened. */
  readonly activity: number;
  /** Mean brightness, 0 to 255, and its standard deviation. */
  readonly brightness: number;
  readonly contrast: number;
  /** Something small is new in it: it came and stayed (text), or is gone the next instant. */
  readonly novelty?: Novelty;
  /** Pixels of the small picture that are new, where something is. */
  readonly news?: number;
  /** True within a dissolve or a fade: it shows two pictures at once, or one half dark. */
  readonly mixed?: boolean;
}

/** What one pass over the video found. All lists ascend in time. */
export interface ScanResult {
  readonly range: TimeRange;
  /** Never empty: the first and the last decoded frame are always among them. */
  readonly candidates: readonly Candidate[];
  /** First frame of each new shot; the middle of a dissolve or fade. */
  readonly cuts: readonly number[];
  /** Dissolves and fades. */
  readonly transitions?: readonly TimeRange[];
  /** Timestamp of the last frame that could be decoded. */
  readonly readUntil: number;
  /** Frames decoded. */
  readonly frames: number;
  /** Complaints of the decoder. */
  readonly faults: number;
}

/** Of its length so much before and after a dissolve or a fade is blended too little to be told from motion, yet can be seen in a still. */
const FRINGE = 0.2;

/** A transition with its faint ends, which no frame to show should come from. */
export function withFringe({ start, end }: TimeRange): TimeRange {
  const fringe = FRINGE * (end - start);
  return { start: start - fringe, end: end + fringe };
}

/** Frames between two cuts. */
export interface Shot extends TimeRange {
  readonly candidates: readonly Candidate[];
}

/** Every shot that holds a candidate, in order; together they cover the range. */
export function shotsOf({ range, cuts, candidates }: ScanResult): Shot[] {
  const bounds = [range.start, ...cuts, range.end];
  const shots: Shot[] = [];
  for (let i = 1; i < bounds.length; i++) {
    const [start = 0, end = 0] = [bounds[i - 1], bounds[i]];
    const inside = candidates.filter(({ timestamp }) => timestamp >= start && timestamp < end);
    const last = shots.at(-1);
    if (inside.length > 0) shots.push({ start, end, candidates: inside });
    else if (last) shots[shots.length - 1] = { ...last, end };
  }
  return shots;
}

/** Video black is 16, and a picture of one tone has no contrast but noise. */
const DARK = 24;
const FLAT = 5;
/** Below this share of the usual contrast around it a frame is half faded. */
const FADED = 0.55;

/** True for a frame that is not worth showing: two pictures at once, black, blank, or half faded. */
export function isPoor(
  { mixed, brightness, contrast }: Candidate,
  { candidates }: Pick<Shot, "candidates">,
): boolean {
  return (
    mixed === true || brightness < DARK || contrast < FLAT || contrast < FADED * usualContrast(candidates)
  );
}

const known = new WeakMap<readonly Candidate[], number>();

function usualContrast(candidates: readonly Candidate[]): number {
  const before = known.get(candidates);
  if (before !== undefined) return before;
  const sorted = candidates.map(({ contrast }) => contrast).sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1] ?? 0;
  known.set(candidates, median);
  return median;
}
