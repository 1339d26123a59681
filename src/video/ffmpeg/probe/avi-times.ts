import type { Timeline } from "../../timeline.ts";
import type { VideoInfo } from "../../video.ts";
import { decode, timestampOf } from "../decode/decode.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import type { PacketColumns } from "./packet-columns.ts";

/** One frame of any codec at the very beginning. */
const TIME_LIMIT = 60_000;
const TINY = 16;

/**
 * AVI counts its packets and knows no presentation times: the frames as a whole are on screen at the decoding times. ffmpeg
 * gives times to B-frames alone, so that without one of its own a packet is a frame that others refer to, and
 * such a frame is shown when the next one of its kind is decoded, less what the first one waits.
 */
export function aviTimes({ pts, dts, iFrames, durations, bytes }: PacketColumns): PacketColumns {
  const referred = Array.from(pts.keys()).filter((i) => Number.isNaN(pts[i]));
  const timeAt = (place: number) => dts[referred[place] ?? -1] ?? dts.at(-1) ?? 0;
  const wait = timeAt(1) - timeAt(0);
  // H.264 has no times at all, and its groups mostly begin where they are decoded.
  const isReordered = referred.length < pts.length;
  const atIFrames = new Set<number>();
  for (const [place, i] of referred.entries()) {
    if (iFrames[i] === 1) atIFrames.add(isReordered ? timeAt(place + 1) - wait : timeAt(place));
  }
  return {
    pts: Float64Array.from(dts, (time, i) => (Number.isNaN(time) ? (pts[i] ?? 0) : time)),
    dts,
    durations,
    bytes,
    iFrames: Uint8Array.from(dts, (time) => (atIFrames.has(time) ? 1 : 0)),
  };
}

/** What ffmpeg's times lie behind those of the timeline, seconds: decoders hold the first frames back, which AVI cannot say. */
export async function decodingDelay(
  ffmpeg: Ffmpeg,
  source: { readonly path: string; readonly info: VideoInfo; readonly timeline: Timeline },
  signal: AbortSignal,
): Promise<number> {
  const { path, info, timeline } = source;
  const decoding = decode(
    ffmpeg,
    {
      path,
      info,
      seek: null,
      watch: [0, 0],
      filters: [`scale=${TINY}:${TINY}`, "format=gray"],
      outputOptions: ["-frames:v", "1", "-f", "rawvideo"],
      split: (stdout) => stdout as AsyncIterable<Buffer>,
      timeLimit: TIME_LIMIT,
    },
    signal,
  );
  for await (const { pts } of decoding.frames) return timestampOf(pts, info) - timeline.start;
  return 0;
}
