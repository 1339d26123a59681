import type { Cue } from "../sound/transcript.ts";
import { inParallel } from "../util/parallel.ts";
import type { Candidate, ScanResult } from "../video/shots/scan-result.ts";
import { boundaryBetween, joinAlike, segmentByPicture, shotAt } from "../video/shots/segments.ts";
import type { Frame, VideoFile } from "../video/video.ts";
import type { Asked } from "./ask/ask.ts";
import { cutStill } from "./cut-still.ts";
import type { Segment, Still } from "./summary.ts";

/** A segment before its still is cut: exact bounds, the chosen frame, the texts. */
interface PlannedSegment {
  readonly start: number;
  readonly end: number;
  readonly key: number;
  readonly label: string | null;
  readonly theme: string;
  readonly description: string;
  readonly significance: string;
  readonly quotes: readonly Cue[];
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
  return parts.map(({ from, to, key, quotes, ...texts }) => {
    const range = bounds(scan, times, from, to);
    // A line of another part would stand beside a picture that it was not said to.
    const own = quotes.filter(({ start, end }) => start < range.end && end > range.start);
    const [timestamp, label] = [times[key] ?? scan.range.start, frames[key]?.label ?? null];
    return { ...range, key: timestamp, label, quotes: own, ...texts };
  });
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
    quotes: [],
  }));
}

/** Two at a time: while one decoder starts and seeks, the other decodes. */
const AT_ONCE = 2;

interface CutOptions {
  /** Of a still, in pixels at most. */
  readonly longSide: number;
  /** Hears how many are done. */
  readonly onProgress: (done: number) => void;
}

/** Stills in the segments' order; a segment whose frame cannot be decoded is left out. */
export async function cutStills(
  video: VideoFile,
  scan: ScanResult,
  segments: readonly PlannedSegment[],
  { longSide, onProgress }: CutOptions,
  signal: AbortSignal,
): Promise<Segment[]> {
  let done = 0;
  const cut = async ({ key, ...segment }: PlannedSegment, i: number): Promise<Segment[]> => {
    const shot = shotAt(scan, key);
    // The still must lie in its segment and in its shot: what the text says is said of that picture.
    const within = { start: Math.max(shot.start, segment.start), end: Math.min(shot.end, segment.end) };
    const still = await cutStill(video, { key, within, longSide }, signal);
    done++;
    onProgress(done);
    return still ? [{ ...segment, still: named(still, i) }] : [];
  };
  return (await inParallel(segments, AT_ONCE, cut)).flat();
}

function named(frame: Frame, position: number): Still {
  return { ...frame, name: stillName(position, frame.timestamp) };
}

/** "still-01_00m42s.jpg": sorts in time order, also among more than ninety-nine, and says its moment. */
export function stillName(position: number, timestamp: number, of = 0): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const place = two(position + 1).padStart(String(of).length, "0");
  return `still-${place}_${two(timestamp / 60)}m${two(timestamp % 60)}s.jpg`;
}
