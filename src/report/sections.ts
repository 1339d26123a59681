import type { Catalogue } from "../chat/locales/locales.ts";
import type { Cue } from "../sound/transcript.ts";
import type { Summary } from "../summary/summary.ts";
import type { TimeRange } from "../video/video.ts";

/** A chapter of a long video as its report shows it. */
export interface Section extends TimeRange {
  /** From one. */
  readonly number: number;
  readonly title: string;
  /** No model has described it: a part of the video stands where a chapter is missing. */
  readonly isUntold: boolean;
  /** Positions of its segments. */
  readonly segments: readonly number[];
  readonly cues: readonly Cue[];
}

/**
 * A long video's chapters in order; none of one that was watched in one request. Where no chapter was written about a part,
 * the part itself stands there, so that every segment and every word has its place.
 */
export function sectionsOf(summary: Summary, { report }: Catalogue): readonly Section[] {
  const { chapters, parts } = summary;
  if (parts.length === 0) return [];
  const told = chapters.map((chapter) => ({ ...chapter, isUntold: false }));
  const untold = parts.flatMap(({ start, end, title }, i) => {
    if (chapters.some((chapter) => chapter.start < end && chapter.end > start)) return [];
    return [{ start, end, title: title || report.partNumber(i + 1), isUntold: true }];
  });
  const places = [...told, ...untold].toSorted((a, b) => a.start - b.start);
  const segments = Map.groupBy(summary.segments.keys(), (position) =>
    placeAt(places, summary.segments[position]?.start ?? 0),
  );
  const cues = Map.groupBy(summary.cues, ({ start }) => placeAt(places, start));
  return places.map((place, i) => ({
    ...place,
    number: i + 1,
    segments: segments.get(i) ?? [],
    cues: cues.get(i) ?? [],
  }));
}

/** The last one that has begun by then. */
function placeAt(places: readonly TimeRange[], time: number): number {
  return Math.max(
    0,
    places.findLastIndex(({ start }) => start <= time),
  );
}
