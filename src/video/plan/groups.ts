import type { Timeline } from "../timeline.ts";
import type { TimeRange } from "../video.ts";

/** An I-frame and what is decoded from it, up to the next one ("group of pictures"). */
export interface Group extends TimeRange {
  /** True where the encoder put the next I-frame by itself and not because its time had come: mostly at a cut. */
  readonly endsByChoice: boolean;
}

/** Encoders start a new group at their longest length; one that is shorter by a tenth ended for a reason. */
const BY_CLOCK = 0.9;

export function groupsWithin({ start, end }: TimeRange, timeline: Timeline): Group[] {
  const starts = [timeline.iFrameBefore(start), ...timeline.iFrames.filter((t) => t > start && t < end)];
  const lengths = starts.slice(1).map((at, i) => at - (starts[i] ?? at));
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  return starts.map((at, i) => ({
    start: at,
    end: starts[i + 1] ?? end,
    endsByChoice: i < lengths.length && (lengths[i] ?? 0) < BY_CLOCK * longest,
  }));
}

/** Share of the groups that ended for a reason: near 0 with a fixed length, which tells nothing of the picture. */
export function shareByChoice(groups: readonly Group[]): number {
  return groups.filter(({ endsByChoice }) => endsByChoice).length / Math.max(1, groups.length - 1);
}
