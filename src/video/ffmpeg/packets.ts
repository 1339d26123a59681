import { CuepointError } from "../../errors.ts";
import { linesOf } from "../../process/lines.ts";
import { type Timeline, type TimelineColumns, timelineOf } from "../timeline.ts";
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
  const packets = noPackets();
  try {
    for await (const line of linesOf(running.stdout, LONGEST_LINE, "video-failed")) {
      const packet = parsePacket(line);
      if (packet) add(packets, packet);
      const fault = faultIn(line, packets.pts.length);
      if (fault) throw fault;
    }
  } catch (error) {
    running.kill();
    throw error;
  }
  const { messages } = await running.exit;
  if (packets.pts.length === 0) throw new CuepointError("no-frames", {}, new Error(messages));
  return timelineOf(toColumns(withTimes(packets), header));
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

/** A column for each fact: as objects the packets of two hours would take a hundred megabytes. */
type Packets = { readonly [Fact in keyof Packet]: Packet[Fact][] };

const noPackets = (): Packets => ({ pts: [], dts: [], duration: [], bytes: [], iFrame: [] });

function add(packets: Packets, { pts, dts, duration, bytes, iFrame }: Packet): void {
  packets.pts.push(pts);
  packets.dts.push(dts);
  packets.duration.push(duration);
  packets.bytes.push(bytes);
  packets.iFrame.push(iFrame);
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

function toColumns(packets: Packets, { timeBase, startTime, frameRate }: Header): TimelineColumns {
  const seconds = (ticks: number) => (ticks * timeBase.num) / timeBase.den;
  const usual = frameRate > 0 ? 1 / frameRate : 0;
  return {
    timestamps: Float64Array.from(packets.pts, (pts) => seconds(pts) - startTime),
    durations: Float64Array.from(packets.duration, (ticks) => (ticks > 0 ? seconds(ticks) : usual)),
    iFrames: Uint8Array.from(packets.iFrame, Number),
    bytes: Uint32Array.from(packets.bytes),
  };
}

/**
 * AVI has no presentation times, and MPEG program streams leave some out. Both count frames at a constant rate, so
 * that all frames together are on screen at the decoding times, later by what the first frame waits for its turn.
 */
function withTimes(packets: Packets): Packets {
  const { pts, dts, iFrame } = packets;
  if (!pts.some(Number.isNaN)) return packets;
  const earliest = (times: readonly number[]) =>
    times.reduce(
      (least, time) => (Number.isNaN(time) ? least : Math.min(time, least)),
      Number.POSITIVE_INFINITY,
    );
  const first = earliest(pts);
  const wait = Number.isFinite(first) ? first - earliest(dts) : 0;
  const iFrames = new Set(
    pts.flatMap((time, i) => (iFrame[i] ? [Number.isNaN(time) ? (dts[i] ?? 0) + wait : time] : [])),
  );
  const timed = noPackets();
  for (const [i, time] of dts.entries()) {
    if (Number.isNaN(time)) continue;
    const [duration = 0, bytes = 0] = [packets.duration[i], packets.bytes[i]];
    add(timed, { pts: time + wait, dts: time, duration, bytes, iFrame: iFrames.has(time + wait) });
  }
  return timed;
}
