import type { Timeline } from "../../timeline.ts";
import type { Rational, VideoInfo } from "../../video.ts";
import { decode, timestampOf } from "../decode/decode.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import { createPacketList, type Packet, type PacketColumns } from "./packets.ts";

/** Ticks; durations are rounded. */
const NEARLY = 1.5;

interface Stream {
  readonly codec: string;
  readonly frameRate: number;
  readonly timeBase: Rational;
}

/**
 * Camcorders (AVCHD) and broadcasts code a frame of H.264 as two fields, and a transport stream has a packet for each: as
 * long as half a frame, which no whole frame is. Two of them in a row are one frame, at the time of the first.
 */
export function joinFields(packets: PacketColumns, { codec, frameRate, timeBase }: Stream): PacketColumns {
  const half = timeBase.den / (2 * frameRate * timeBase.num);
  const isField = (duration: number) => Math.abs(duration - half) < NEARLY;
  if (codec !== "h264" || !(half > 2 * NEARLY && half < Number.POSITIVE_INFINITY)) return packets;
  return packets.durations.some(isField) ? joined(packets, isField) : packets;
}

function joined(packets: PacketColumns, isField: (duration: number) => boolean): PacketColumns {
  const list = createPacketList();
  for (let i = 0; i < packets.pts.length; i++) {
    const [first, second] = [packetAt(packets, i), packetAt(packets, i + 1)];
    const isPair = isField(first.duration) && isField(second.duration);
    if (isPair) i += 1;
    const { duration, bytes } = isPair ? second : { duration: 0, bytes: 0 };
    list.add({ ...first, duration: first.duration + duration, bytes: first.bytes + bytes });
  }
  return list.columns();
}

/** Beyond the last one a packet of nothing. */
function packetAt({ pts, dts, durations, bytes, iFrames }: PacketColumns, i: number): Packet {
  return {
    pts: pts[i] ?? 0,
    dts: dts[i] ?? 0,
    duration: durations[i] ?? 0,
    bytes: bytes[i] ?? 0,
    iFrame: iFrames[i] === 1,
  };
}

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
      traced: [0, 0],
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
