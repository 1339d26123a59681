import type { ScanResult } from "../../video/shots/scan-result.ts";
import type { TimeRange } from "../../video/video.ts";
import type { Detail } from "../summary.ts";

/** How many of the segments that a video deserves are asked for. */
const SHARE: Readonly<Record<Detail, number>> = { brief: 0.5, normal: 1, full: 1.5 };

/** Of a video in one part. Five represent one of a few minutes; a longer one gets up to eight, and a clip of seconds no more than one for two. */
export function keyframesOf({ start, end }: TimeRange, detail: Detail = "normal"): number {
  const seconds = end - start;
  const most = Math.round((5 + Math.min(3, Math.floor(seconds / 600))) * SHARE[detail]);
  return Math.max(1, Math.min(most, Math.ceil(seconds / 2)));
}

/** Of ten minutes, segments at most. */
const MOST_OF_A_PART = 6;
/** Seconds; a segment shorter than this on average is no detail but noise. */
const SHORTEST_SEGMENT = 20;

/** Of one part of a long video: as many as things happen in it, and one where nothing does. */
export function keyframesOfPart(scan: ScanResult, detail: Detail = "normal"): number {
  const seconds = scan.range.end - scan.range.start;
  const most = Math.round(MOST_OF_A_PART * SHARE[detail]);
  return Math.max(1, Math.min(most, eventsIn(scan), Math.ceil(seconds / SHORTEST_SEGMENT)));
}

/**
 * Mean difference of neighboring pictures, in levels, from which on something moves. The I-frames of noisy night footage differ
 * from what comes before them by up to 2.0, a person who walks through a room by 3 to 13.
 */
const MOVES = 2.5;
/** Seconds; what moves again sooner is one event. */
const REST = 5;

/** Shots, what was written or put there, and spells of motion. */
function eventsIn({ candidates, cuts }: ScanResult): number {
  let spells = 0;
  let written = 0;
  let movedAt = Number.NEGATIVE_INFINITY;
  for (const { timestamp, difference, novelty } of candidates) {
    if (novelty === "settled") written++;
    if (difference < MOVES) continue;
    if (timestamp - movedAt > REST) spells++;
    movedAt = timestamp;
  }
  return 1 + cuts.length + written + spells;
}
