import { CuepointError } from "../../../errors.ts";
import { type Timeline, type TimelineColumns, timelineOf } from "../../timeline.ts";
import type { Epoch } from "../../video.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import { probeSafety } from "../safety.ts";
import { undoJumps } from "./epochs.ts";
import { aviTimes, joinFields } from "./mend-packets.ts";
import {
  createPacketList,
  createPacketReader,
  PACKET_ENTRIES,
  type Packet,
  type PacketColumns,
} from "./packets.ts";
import type { Header } from "./probe.ts";

/** Three hours at 60 frames a second; more takes too long to decode. */
const MAX_FRAMES = 3 * 3600 * 60;
/** Demuxing runs at over 1,000 times real time; a slow disk gets some patience. */
const TIME_LIMIT = 120_000;

interface Wanted {
  /** By its number, or "v:0". */
  readonly stream: string;
  readonly beside: readonly string[];
}

/** All packets of a stream, as they are read. */
export interface PacketReading {
  /** Throws `too-many-frames`, and `encrypted`: since ffmpeg 5 only the packets tell, unless the file also carries a licence. */
  readonly read: Promise<{ readonly packets: PacketColumns; readonly messages: string }>;
  stop(): void;
}

/** Demuxes a stream without decoding it. */
export function readPackets(
  ffmpeg: Ffmpeg,
  path: string,
  wanted: Wanted,
  signal: AbortSignal,
): PacketReading {
  const packets = createPacketList();
  const take = (packet: Packet) => {
    packets.add(packet);
    if (packets.length > MAX_FRAMES) throw new CuepointError("too-many-frames", { limit: MAX_FRAMES });
  };
  const { ended, stop } = demux(ffmpeg, path, wanted, take, signal);
  const read = ended.then((messages) => ({ packets: packets.columns(), messages }));
  // It may turn out that they are not needed.
  read.catch(() => undefined);
  return { read, stop };
}

function demux(
  ffmpeg: Ffmpeg,
  path: string,
  { stream, beside }: Wanted,
  take: (packet: Packet) => void,
  signal: AbortSignal,
): { readonly ended: Promise<string>; stop(): void } {
  const args = [
    ...probeSafety(beside),
    ...["-select_streams", stream, "-show_entries", PACKET_ENTRIES, "-of", "csv=p=0"],
    ...["-i", `file:${path}`],
  ];
  const running = ffmpeg.start("ffprobe", args, { signal, timeLimit: TIME_LIMIT });
  running.side.resume();
  const readAll = async () => {
    const read = createPacketReader(take);
    try {
      for await (const chunk of running.stdout as AsyncIterable<Buffer>) read(chunk);
    } catch (error) {
      running.kill();
      throw error;
    }
    return (await running.exit).messages;
  };
  return { ended: readAll(), stop: running.kill };
}

/**
 * When each frame is on screen. `first` has been reading the file's first picture meanwhile, which mostly is the video. Throws
 * `no-frames` where nothing is in it.
 */
export async function readTimeline(
  ffmpeg: Ffmpeg,
  path: string,
  header: Header,
  first: PacketReading,
  signal: AbortSignal,
): Promise<{ timeline: Timeline; epochs: readonly Epoch[] }> {
  const { streamIndex, beside } = header;
  const fits = header.isFirst && beside.length === 0;
  if (!fits) first.stop();
  const reading = fits ? first : readPackets(ffmpeg, path, { stream: String(streamIndex), beside }, signal);
  const { packets, messages } = await reading.read;
  if (packets.pts.length === 0) throw new CuepointError("no-frames", {}, new Error(messages));
  const frames = joinFields(packets, header);
  const epochs = undoJumps(frames, header);
  const columns = toSeconds(withTimes(frames, header), header);
  const timeline = timelineOf(columns);
  // The times of another stream say nothing of how long several clocks take together.
  const held = epochs.length > 0 ? 0 : await soundEnd(ffmpeg, path, header, timeline.end, signal);
  return { timeline: held > timeline.end ? timelineOf(columns, held) : timeline, epochs };
}

/** In place: the ticks are not needed again. */
function toSeconds(
  { pts, durations, iFrames, bytes }: PacketColumns,
  { timeBase, startTime, frameRate }: Header,
): TimelineColumns {
  const seconds = (ticks: number) => (ticks * timeBase.num) / timeBase.den;
  const usual = frameRate > 0 ? 1 / frameRate : 0;
  for (let i = 0; i < pts.length; i++) {
    const duration = durations[i] ?? 0;
    pts[i] = seconds(pts[i] ?? 0) - startTime;
    durations[i] = duration > 0 ? seconds(duration) : usual;
  }
  return { timestamps: pts, durations, iFrames, bytes };
}

/**
 * MPEG program streams leave some presentation times out. They have a constant rate, so that all frames together are
 * on screen at the decoding times, later by what the first frame waits for its turn. AVI has none to begin with.
 */
function withTimes(packets: PacketColumns, { container }: Header): PacketColumns {
  const { pts, dts, iFrames, durations, bytes } = packets;
  if (!pts.some(Number.isNaN)) return packets;
  if (container === "avi") return aviTimes(packets);
  const first = earliest(pts);
  const wait = Number.isFinite(first) ? first - earliest(dts) : 0;
  const atIFrames = new Set<number>();
  for (const [i, time] of pts.entries()) {
    if (iFrames[i] === 1) atIFrames.add(Number.isNaN(time) ? (dts[i] ?? 0) + wait : time);
  }
  const timed = createPacketList();
  for (const [i, time] of dts.entries()) {
    if (Number.isNaN(time)) continue;
    timed.add({
      pts: time + wait,
      dts: time,
      duration: durations[i] ?? 0,
      bytes: bytes[i] ?? 0,
      iFrame: atIFrames.has(time + wait),
    });
  }
  return timed.columns();
}

function earliest(times: Float64Array): number {
  return times.reduce(
    (least, time) => (Number.isNaN(time) ? least : Math.min(time, least)),
    Number.POSITIVE_INFINITY,
  );
}

/** Seconds; less is no more than the last packet of sound that reaches over the last frame. */
const WORTH_HOLDING = 0.5;

/**
 * Where the sound ends, seconds, if the file may go on for longer than its picture: players hold the last frame until
 * then. The header alone does not tell, since that of a file that was cut short promises more than there is.
 */
async function soundEnd(
  ffmpeg: Ffmpeg,
  path: string,
  { sound, fileDuration, startTime, beside }: Header,
  pictureEnd: number,
  signal: AbortSignal,
): Promise<number> {
  if (sound === null || (fileDuration ?? 0) - pictureEnd < WORTH_HOLDING) return 0;
  let end = 0;
  const take = ({ pts, dts, duration }: Packet) => {
    end = Math.max(end, (Number.isNaN(pts) ? dts : pts) + duration);
  };
  await demux(ffmpeg, path, { stream: String(sound.index), beside }, take, signal).ended;
  const seconds = (end * sound.timeBase.num) / sound.timeBase.den - startTime;
  return seconds - pictureEnd < WORTH_HOLDING ? 0 : seconds;
}
