import type { TimeRange } from "../../video/video.ts";

/** Seconds. What one request to the model covers. */
export interface PartLengths {
  /** Up to here a video is one part. */
  readonly whole: number;
  /** Longer ones are divided into equal parts of at most this, before their ends are moved. */
  readonly aim: number;
  /** No part but the last is shorter, and none longer. */
  readonly shortest: number;
  readonly longest: number;
  /** How far an end may move from an equal part's, to a place where something ends. */
  readonly slack: number;
}

/**
 * Ten minutes are what 128 frames and a request's texts can do justice to (a frame in five seconds, a segment in one or two
 * minutes); all other lengths are shares of that.
 */
export function partLengths(aim = 600): PartLengths {
  return { aim, whole: 1.2 * aim, shortest: 0.6 * aim, longest: 1.2 * aim, slack: 0.1 * aim };
}

/** The stretch in which the next part ends. */
export interface PartWindow {
  /** To be looked at: from the part's start to the latest place where it may end. */
  readonly range: TimeRange;
  /** Where an equal part would end. */
  readonly aim: number;
  /** The earliest place where it may end. */
  readonly earliest: number;
  /** It ends with the range, and nothing is left to choose. */
  readonly isLast: boolean;
}

/** The same for the same start and range, whatever the parts before were. Seconds. */
export function nextWindow(start: number, range: TimeRange, lengths: PartLengths): PartWindow {
  const left = range.end - start;
  if (left <= lengths.whole) {
    return { range: { start, end: range.end }, aim: range.end, earliest: range.end, isLast: true };
  }
  const aim = start + left / Math.ceil(left / lengths.aim);
  const earliest = Math.max(start + lengths.shortest, aim - lengths.slack);
  const latest = Math.min(start + lengths.longest, aim + lengths.slack);
  return { range: { start, end: latest }, aim, earliest, isLast: false };
}

/** How many parts there will be from here on, as far as lengths tell. */
export function partsLeft(start: number, range: TimeRange, lengths: PartLengths): number {
  const left = range.end - start;
  return left <= 0 ? 0 : left <= lengths.whole ? 1 : Math.ceil(left / lengths.aim);
}
