import { SAME, type Timeline } from "../timeline.ts";
import type { TimeRange } from "../video.ts";

/** The frames of a range as a clip shows them. */
export interface FramesShown {
  /** Timestamps in the video: the one on screen when the range begins, then all until it ends. */
  readonly times: readonly number[];
  /** When the clip shows each, seconds; the first at zero. */
  readonly shownAt: readonly number[];
  /** Seconds from the last frame to the end of the range. */
  readonly lastFor: number;
}

/** A frame that was on screen before the range begins is the clip's first one, for as long as it stays. */
export function framesShown(timeline: Timeline, { start, end }: TimeRange): FramesShown {
  const first = timeline.frameAt(start);
  const later = timeline.framesWithin(start, end).filter((time) => time > first + SAME);
  const times = [first, ...later];
  const shownAt = times.map((time, i) => (i === 0 ? 0 : time - start));
  return { times, shownAt, lastFor: end - start - (shownAt.at(-1) ?? 0) };
}
