import { z } from "zod";
import { Json } from "../../../util/json.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import { DECODER_OPTIONS, INPUT_SAFETY } from "../safety.ts";

const Probe = Json.pipe(
  z.object({
    packets: z.array(z.object({ pts_time: z.coerce.number() })).default([]),
    streams: z.array(z.object({ codec_type: z.string().optional() })).default([]),
  }),
);

/** Bytes of ffprobe's answer: a few minutes have some ten thousand frames. */
const LIMIT = 16 * 1024 * 1024;
/** Seconds; Matroska rounds to milliseconds, and no two frames are nearer than four. */
const NEAR = 0.0016;

export interface CheckedClip {
  /** All frames that were wanted, and no others, each at its time. */
  readonly isExact: boolean;
  /** There are frames to show at all. */
  readonly hasFrames: boolean;
}

/** Looks at what was written: a muxer leaves out, or adds, what it was not asked to. */
export async function checkClip(
  ffmpeg: Ffmpeg,
  path: string,
  shownAt: readonly number[],
  signal: AbortSignal,
): Promise<CheckedClip> {
  const entries = "packet=pts_time:stream=codec_type";
  const select = ["-select_streams", "v:0", "-show_entries", entries, "-of", "json"];
  const printed = await ffmpeg.probe([...INPUT_SAFETY, ...select, `file:${path}`], { signal, limit: LIMIT });
  const { packets } = Probe.parse(printed);
  const times = packets.map(({ pts_time }) => pts_time).sort((a, b) => a - b);
  const isExact =
    times.length === shownAt.length && times.every((time, i) => Math.abs(time - (shownAt[i] ?? 0)) < NEAR);
  return { isExact, hasFrames: times.length > 0 };
}

/** Frames that are decoded for the proof: where the first of them stand on pictures that were cut off, the decoder says so. */
const PROVEN_FRAMES = 30;
const TIME_LIMIT = 30_000;

/** Whether the beginning stands by itself. */
export async function startsByItself(ffmpeg: Ffmpeg, path: string, signal: AbortSignal): Promise<boolean> {
  const input = [...INPUT_SAFETY, ...DECODER_OPTIONS, "-i", `file:${path}`];
  const output = ["-map", "0:v:0", "-frames:v", String(PROVEN_FRAMES), "-f", "null", "-"];
  const running = ffmpeg.start("ffmpeg", [...input, ...output], { signal, timeLimit: TIME_LIMIT });
  running.stdout.resume();
  running.side.resume();
  const { code, messages } = await running.exit;
  return code === 0 && messages.trim() === "";
}
