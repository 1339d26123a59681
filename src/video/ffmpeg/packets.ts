import { createInterface } from "node:readline";
import { CuepointError } from "../../errors.ts";
import { createTimeline, type Timeline, type TimelineEntry } from "../timeline.ts";
import type { Ffmpeg } from "./ffmpeg.ts";
import type { Header } from "./probe.ts";
import { INPUT_SAFETY } from "./safety.ts";

/** Three hours at 60 frames a second; what lies above costs more to decode than anybody waits for. */
const MAX_FRAMES = 3 * 3600 * 60;
/** Demuxing runs at over 1,000 times real time; a slow disk gets some patience. */
const TIME_LIMIT = 120_000;

/**
 * Demuxes the whole stream without decoding it (`no-frames` where nothing is in it, `too-many-frames`).
 * AVI has no presentation times: there the decoding time stands in, as in ffmpeg's own best guess.
 */
export async function readTimeline(
  ffmpeg: Ffmpeg,
  path: string,
  header: Header,
  signal: AbortSignal,
): Promise<Timeline> {
  const args = [
    ...INPUT_SAFETY,
    ...["-select_streams", String(header.streamIndex), "-show_entries", "packet=pts,dts,duration,size,flags"],
    ...["-of", "csv=p=0", "-i", `file:${path}`],
  ];
  const running = ffmpeg.start("ffprobe", args, { signal, timeLimit: TIME_LIMIT });
  running.side.resume();
  const entries: TimelineEntry[] = [];
  for await (const line of createInterface({ input: running.stdout })) {
    const entry = parsePacket(line, header);
    if (entry) entries.push(entry);
    if (entries.length > MAX_FRAMES) {
      running.kill();
      throw new CuepointError("too-many-frames", { limit: MAX_FRAMES });
    }
  }
  const { messages } = await running.exit;
  if (entries.length === 0) throw new CuepointError("no-frames", {}, new Error(messages));
  return createTimeline(entries);
}

/** "pts,dts,duration,size,flags"; packets that an edit list discards (flag D) are never shown. */
function parsePacket(line: string, { timeBase, startTime, frameRate }: Header): TimelineEntry | null {
  const [pts = "", dts = "", duration = "", size = "", flags = ""] = line.split(",");
  const time = Number.parseInt(pts, 10);
  const ticks = Number.isNaN(time) ? Number.parseInt(dts, 10) : time;
  if (Number.isNaN(ticks) || flags.includes("D")) return null;
  const seconds = (value: number) => (value * timeBase.num) / timeBase.den;
  const length = Number.parseInt(duration, 10);
  return {
    timestamp: seconds(ticks) - startTime,
    duration: length > 0 ? seconds(length) : frameRate > 0 ? 1 / frameRate : 0,
    iFrame: flags.includes("K"),
    bytes: Number.parseInt(size, 10) || 0,
  };
}
