import type { Candidate, ScanResult } from "../video/shots/scan-result.ts";
import { boundaryBetween, joinAlike, segmentByPicture } from "../video/shots/segments.ts";
import type { Asked } from "./ask/ask.ts";

/** A segment before its still is cut: exact bounds, the chosen frame, the texts. */
export interface PlannedSegment {
  readonly start: number;
  readonly end: number;
  readonly key: number;
  readonly label: string | null;
  readonly theme: string;
  readonly description: string;
  readonly significance: string;
}

/**
 * Turns runs of frames into half-open ranges: a run begins at the cut between it and the frame before, else at its
 * first frame; the first begins with the range and the last ends with it. `times` are those of all frames sent.
 */
function bounds(scan: ScanResult, times: readonly number[], from: number, to: number) {
  const at = (i: number) => times[i] ?? scan.range.end;
  return {
    start: from === 0 ? scan.range.start : boundaryBetween(scan, at(from - 1), at(from)),
    end: to >= times.length - 1 ? scan.range.end : boundaryBetween(scan, at(to), at(to + 1)),
  };
}

/** The segments that the model told. */
export function segmentsFromReply({ parts, frames }: Asked, scan: ScanResult): PlannedSegment[] {
  const times = frames.map(({ timestamp }) => timestamp);
  return parts.map(({ from, to, key, theme, description, significance }) => ({
    ...bounds(scan, times, from, to),
    key: times[key] ?? scan.range.start,
    label: frames[key]?.label ?? null,
    theme,
    description,
    significance,
  }));
}

/** The storyboard: segments by picture alone, without a word about what they show. */
export function segmentsFromPictures(
  chosen: readonly Candidate[],
  scan: ScanResult,
  count: number,
): PlannedSegment[] {
  const times = chosen.map(({ timestamp }) => timestamp);
  return joinAlike(chosen, segmentByPicture(chosen, count)).map(({ from, to, key }) => ({
    ...bounds(scan, times, from, to),
    key: times[key] ?? scan.range.start,
    label: null,
    theme: "",
    description: "",
    significance: "",
  }));
}
