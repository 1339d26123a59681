import type { LabelledFrame } from "../summary/ask/prompt.ts";
import type { TimeRange } from "../video/video.ts";

/** What of a range lies within another; null where nothing does. */
export function insideOf(range: TimeRange | null, within: TimeRange | undefined): TimeRange | null {
  if (!range || !within) return range;
  const inside = { start: Math.max(range.start, within.start), end: Math.min(range.end, within.end) };
  return inside.start < inside.end ? inside : null;
}

/** Labels of the first and the last frame that were sent of a stretch; null where none was, or all were. */
export function labelsWithin(
  frames: readonly LabelledFrame[],
  stretch: TimeRange | undefined,
): readonly [string, string] | null {
  if (!stretch) return null;
  const inside = frames.filter(({ timestamp }) => timestamp >= stretch.start && timestamp < stretch.end);
  const [first, last] = [inside[0], inside.at(-1)];
  return first && last && inside.length < frames.length ? [first.label, last.label] : null;
}
