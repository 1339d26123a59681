import { CuepointError } from "../errors.ts";
import type { TimeRange, VideoInfo } from "../video/video.ts";

/** What a person asked for; either end may be open. Seconds. */
export interface WishedRange {
  readonly from?: number;
  readonly to?: number;
}

/** The part of the video to look at. Throws `range-outside` where it begins after the end. */
export function resolveRange({ from, to }: WishedRange, { duration }: VideoInfo): TimeRange {
  const start = from ?? 0;
  if (start >= duration) throw new CuepointError("range-outside", { duration });
  return { start, end: Math.min(to ?? duration, duration) };
}
