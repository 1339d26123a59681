import type { Frame, Keep, ScanPlan, TimeRange } from "../video.ts";

/** Frames that a scan kept on its way, oldest first. */
export interface KeptFrames {
  readonly longSide: number;
  readonly frames: readonly Frame[];
  /** False where others were left out of the decoding: whether these stand on none of them is still to be proven. */
  readonly isProven: boolean;
}

/** A model gets one or two a second of a short video, so that the nearest is a quarter of a second away at most. */
const EVERY = 0.5;
/** Of a long video a few times as many as a model gets. At 512 pixels they weigh 10 to 25 KB each. */
const MOST_FRAMES = 1_000;
const MOST_BYTES = 32 * 1024 * 1024;

/** A plan that keeps frames beside what it scans, and what it has kept once that is done. */
export function keeping(
  plan: ScanPlan,
  longSide: number | undefined,
  { start, end }: TimeRange,
): { plan: ScanPlan; kept: () => KeptFrames | null } {
  if (longSide === undefined) return { plan, kept: () => null };
  const frames: Frame[] = [];
  const keep: Keep = {
    longSide,
    every: Math.max(EVERY, (end - start) / MOST_FRAMES),
    most: MOST_BYTES,
    take: (frame) => void frames.push(frame),
  };
  const isProven = plan.frames === "all" || plan.frames === "intra";
  const inTime = () => frames.toSorted((a, b) => a.timestamp - b.timestamp);
  return { plan: { ...plan, keep }, kept: () => ({ longSide, frames: inTime(), isProven }) };
}
