import { CuepointError } from "../../errors.ts";
import { linesOf } from "../../process/lines.ts";
import { createTimeline, type Timeline, type TimelineEntry } from "../timeline.ts";
import type { Ffmpeg } from "./ffmpeg.ts";
import type { Header } from "./probe.ts";
import { INPUT_SAFETY } from "./safety.ts";

/** Three hours at 60 frames a second; what lies above costs more to decode than anybody waits for. */
const MAX_FRAMES = 3 * 3600 * 60;
/** Demuxing runs at over 1,000 times real time; a slow disk gets some patience. */
const TIME_LIMIT = 120_000;

/** Characters; a line has a few dozen. */
const LONGEST_LINE = 4096;

/**
 * Demuxes the whole stream without decoding it. Throws `no-frames` where nothing is in it, `too-many-frames`, and
 * `encrypted`: since ffmpeg 5 only the packets tell, unless the file also carries a licence.
 */
export async function readTimeline(
  ffmpeg: Ffmpeg,
  path: string,
  header: Header,
  signal: AbortSignal,
): Promise<Timeline> {
  const args = [
    ...INPUT_SAFETY,
    ...["-select_streams", String(header.streamIndex), "-show_entries", ENTRIES, "-of", "csv=p=0"],
    ...["-i", `file:${path}`],
  ];
  const running = ffmpeg.start("ffprobe", args, { signal, timeLimit: TIME_LIMIT });
  running.side.resume();
  const packets: Packet[] = [];
  try {
    for await (const line of linesOf(running.stdout, LONGEST_LINE, "video-failed")) {
      const packet = parsePacket(line);
      if (packet) packets.push(packet);
      const fault = faultIn(line, packets.length);
      if (fault) throw fault;
    }
  } catch (error) {
    running.kill();
    throw error;
  }
  const { messages } = await running.exit;
  if (packets.length === 0) throw new CuepointError("no-frames", {}, new Error(messages));
  return createTimeline(toEntries(packets, header));
}

const ENTRIES = "packet=pts,dts,duration,size,flags:packet_side_data=side_data_type";

function faultIn(line: string, frames: number): CuepointError | null {
  if (line.includes("Encryption info")) return new CuepointError("encrypted");
  return frames > MAX_FRAMES ? new CuepointError("too-many-frames", { limit: MAX_FRAMES }) : null;
}

/** In ticks of the stream's time base. NaN: the container leaves it out. */
interface Packet {
  readonly pts: number;
  readonly dts: number;
  readonly duration: number;
  readonly bytes: number;
  readonly iFrame: boolean;
}

/** "pts,dts,duration,size,flags" and what else lies beside; packets that an edit list discards (flag D) are never shown. */
function parsePacket(line: string): Packet | null {
  const [pts = "", dts = "", duration = "", size = "", flags = ""] = line.split(",");
  const packet = {
    pts: Number.parseInt(pts, 10),
    dts: Number.parseInt(dts, 10),
    duration: Number.parseInt(duration, 10) || 0,
    iFrame: flags.includes("K"),
    bytes: Number.parseInt(size, 10) || 0,
  };
  const timeless = Number.isNaN(packet.pts) && Number.isNaN(packet.dts);
  return timeless || flags.includes("D") ? null : packet;
}

function toEntries(packets: readonly Packet[], { timeBase, startTime, frameRate }: Header): TimelineEntry[] {
  const seconds = (ticks: number) => (ticks * timeBase.num) / timeBase.den;
  return withTimes(packets).map(({ pts, duration, bytes, iFrame }) => ({
    timestamp: seconds(pts) - startTime,
    duration: duration > 0 ? seconds(duration) : frameRate > 0 ? 1 / frameRate : 0,
    iFrame,
    bytes,
  }));
}

/**
 * AVI has no presentation times, and MPEG program streams leave some out. Both count frames at a constant rate, so
 * that all frames together are on screen at the decoding times, later by what the first frame waits for its turn.
 */
function withTimes(packets: readonly Packet[]): readonly Packet[] {
  if (!packets.some(({ pts }) => Number.isNaN(pts))) return packets;
  const earliest = (times: number[]) => times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const known = packets.map(({ pts }) => pts).filter((pts) => !Number.isNaN(pts));
  const timed = packets.filter(({ dts }) => !Number.isNaN(dts));
  const wait = known.length > 0 ? earliest(known) - earliest(timed.map(({ dts }) => dts)) : 0;
  const iFrames = new Set(
    packets.filter(({ iFrame }) => iFrame).map(({ pts, dts }) => (Number.isNaN(pts) ? dts + wait : pts)),
  );
  return timed.map((packet) => ({
    ...packet,
    pts: packet.dts + wait,
    iFrame: iFrames.has(packet.dts + wait),
  }));
}
