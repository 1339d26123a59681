import type { Chapter } from "../../summary/ask/prompt.ts";
import type { Segment, Summary } from "../../summary/summary.ts";
import type { TimeRange } from "../../video/video.ts";

/** What is known of a video that was watched in parts, without its pictures. */
export interface LongVideo {
  readonly summary: Pick<
    Summary,
    "title" | "overview" | "parts" | "chapters" | "cues" | "coverage" | "clock"
  > & {
    readonly segments: readonly Omit<Segment, "still">[];
  };
  /** As the video's page names them. */
  readonly pageChapters: readonly Chapter[];
  /** Seconds. */
  readonly duration: number;
}

/** Numbers of the parts that a range touches, from zero. */
export function partsWithin({ summary: { parts } }: LongVideo, range: TimeRange): number[] {
  return parts.flatMap((part, number) => (part.start < range.end && part.end > range.start ? [number] : []));
}

/** Positions of the segments that a range touches. */
export function segmentsWithin({ summary: { segments } }: LongVideo, range: TimeRange): number[] {
  return segments.flatMap((segment, position) =>
    segment.start < range.end && segment.end > range.start ? [position] : [],
  );
}

/** Which part a segment is of. */
export function partOfSegment({ summary: { parts } }: LongVideo, position: number): number {
  let first = 0;
  return parts.findIndex(({ segments }) => {
    first += segments;
    return position < first;
  });
}
