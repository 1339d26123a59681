import type { TimeRange } from "../../../video/video.ts";
import type { Activity } from "../finding.ts";
import type { Moved } from "./motion.ts";

/** Something moved, from the first look that shows it to the one after the last. */
export interface MovedStretch extends TimeRange {
  /** From 0 at the left to 1 at the right: where it was seen first and last. */
  readonly from: number;
  readonly to: number;
  /** When most of it was in the picture. */
  readonly best: number;
  /** Of the picture, then. */
  readonly share: number;
}

/** Seconds; a person who waits differs from the empty place, so that two visits need no more between them. */
const PAUSE = 2;
/** Of looks that show nearly as much, the one with it nearest to the middle: at the edge half of it is missing. */
const NEARLY = 0.9;
/** One look may be an insect, or a block of the codec; so large a shape is neither. */
const CERTAIN = 0.01;

/** What moved, in order of time. */
export function stretchesOf(moved: readonly Moved[]): MovedStretch[] {
  const groups: Moved[][] = [];
  for (const look of moved.filter(({ share }) => share > 0)) {
    const last = groups.at(-1);
    const end = last?.at(-1)?.until ?? Number.NEGATIVE_INFINITY;
    if (last && look.timestamp - end < PAUSE) last.push(look);
    else groups.push([look]);
  }
  return groups.flatMap((group) => stretchOf(group) ?? []);
}

function stretchOf(group: readonly Moved[]): MovedStretch | null {
  const [first, last] = [group[0], group.at(-1)];
  const most = Math.max(...group.map(({ share }) => share));
  const best = group
    .filter(({ share }) => share >= NEARLY * most)
    .reduce((middle, look) => (Math.abs(look.at - 0.5) < Math.abs(middle.at - 0.5) ? look : middle));
  if (!first || !last || (group.length < 2 && best.share < CERTAIN)) return null;
  return {
    ...{ start: first.timestamp, end: last.until, from: first.at, to: last.at },
    ...{ best: best.timestamp, share: best.share },
  };
}

/** Seconds; between two events less is no rest. */
const LEAST_QUIET = 10;

/** What is left of a range in which nothing moved. */
export function quietBeside(stretches: readonly TimeRange[], { start, end }: TimeRange): TimeRange[] {
  const starts = [start, ...stretches.map((stretch) => stretch.end)];
  const ends = [...stretches.map((stretch) => stretch.start), end];
  return starts
    .map((from, i) => ({ start: from, end: ends[i] ?? end }))
    .filter((quiet) => quiet.end - quiet.start >= LEAST_QUIET);
}

/** Seconds of one value, on the video's own clock, so that those of two parts fit together. */
const EVERY = 2;

/** How much of the picture moved at most, for each two seconds. */
export function activityOf(moved: readonly Moved[], { start, end }: TimeRange): Activity {
  const first = Math.floor(start / EVERY);
  const values = Array.from({ length: Math.max(1, Math.ceil(end / EVERY) - first) }, () => 0);
  for (const { timestamp, until, share } of moved) {
    if (share === 0) continue;
    const last = Math.max(timestamp, Math.min(until, timestamp + EVERY) - 1e-6);
    for (let i = Math.floor(timestamp / EVERY); i <= Math.floor(last / EVERY); i++) {
      const at = i - first;
      if (at >= 0 && at < values.length) values[at] = Math.max(values[at] ?? 0, rounded(share));
    }
  }
  return { start: first * EVERY, every: EVERY, values };
}

function rounded(share: number): number {
  return Math.round(share * 1_000) / 1_000;
}

/** Of a long video's parts as that of the whole: where two of them meet, the larger value. */
export function joinActivity(parts: readonly Activity[]): Activity | null {
  const [first] = parts;
  if (!first) return null;
  const { start, every } = first;
  const placed = parts.map((part) => ({ ...part, from: Math.round((part.start - start) / every) }));
  const length = Math.max(...placed.map(({ from, values }) => from + values.length));
  const values = Array.from({ length }, () => 0);
  for (const { from, values: own } of placed) {
    for (const [i, value] of own.entries()) values[from + i] = Math.max(values[from + i] ?? 0, value);
  }
  return { start, every, values };
}
