import { inParallel } from "../util/parallel.ts";
import type { VideoFile } from "../video/reader.ts";
import type { ScanResult } from "../video/shots/scan-result.ts";
import { shotAt } from "../video/shots/segments.ts";
import { chooseStill } from "../video/stills/choose-still.ts";
import type { PlannedSegment } from "./segments.ts";
import type { Segment, Still } from "./summary.ts";

/** Two at a time: while one decoder starts and seeks, the other decodes. */
const AT_ONCE = 2;

/** Full-resolution stills, in the segments' order; a segment whose frame cannot be decoded is left out. */
export async function cutStills(
  video: VideoFile,
  scan: ScanResult,
  segments: readonly PlannedSegment[],
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Segment[]> {
  let done = 0;
  const cut = async ({ key, ...segment }: PlannedSegment, i: number): Promise<Segment[]> => {
    const shot = shotAt(scan, key);
    // The still must lie in its segment and in its shot: what the text says is said of that picture.
    const within = { start: Math.max(shot.start, segment.start), end: Math.min(shot.end, segment.end) };
    const timestamp = await chooseStill(video, key, within, signal);
    const still = (await stillAt(video, timestamp, i, signal)) ?? (await stillAt(video, key, i, signal));
    done++;
    onProgress(done);
    return still ? [{ ...segment, still }] : [];
  };
  return (await inParallel(segments, AT_ONCE, cut)).flat();
}

async function stillAt(
  video: VideoFile,
  timestamp: number,
  position: number,
  signal: AbortSignal,
): Promise<Still | null> {
  for await (const frame of video.framesAt([timestamp], Number.POSITIVE_INFINITY, signal)) {
    return { ...frame, name: stillName(position, frame.timestamp) };
  }
  return null;
}

/** "still-01_00m42s.jpg": sorts in time order and says its moment. */
function stillName(position: number, timestamp: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `still-${two(position + 1)}_${two(timestamp / 60)}m${two(timestamp % 60)}s.jpg`;
}
