import { buffer } from "node:stream/consumers";
import type { Ffmpeg } from "../ffmpeg.ts";
import { DECODER_OPTIONS } from "../safety.ts";

interface Step {
  /** mjpeg's scale, 2 (best) to 31; stills are made at 2. */
  readonly quality: number;
  readonly scale: number;
  /** Of the bytes of a real picture more is left than this, so that a place for less need not wait for the try. */
  readonly least: number;
}

/**
 * From hardly visible to a thumbnail: at a coarse scale blocks show before lost pixels do, so that from 8 on it is the
 * size that goes down. Stills of four real clips kept 0.59 to 0.69, 0.40 to 0.50, 0.25 to 0.29, 0.15 to 0.18 and 0.04 to
 * 0.06 of their bytes.
 */
const STEPS: readonly Step[] = [
  { quality: 4, scale: 1, least: 0.55 },
  { quality: 8, scale: 1, least: 0.35 },
  { quality: 8, scale: 0.7, least: 0.2 },
  { quality: 8, scale: 0.5, least: 0.12 },
  { quality: 10, scale: 0.25, least: 0 },
  { quality: 12, scale: 0.1, least: 0 },
];

/** One picture in and one out. */
const TIME_LIMIT = 20_000;

/** The first step whose picture fits; null where none does, or where ffmpeg cannot read the picture. */
export async function shrinkJpeg(
  ffmpeg: Ffmpeg,
  jpeg: Buffer,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Buffer | null> {
  if (jpeg.byteLength <= maxBytes) return jpeg;
  const wanted = maxBytes / jpeg.byteLength;
  for (const step of STEPS.filter(({ least }) => least <= wanted)) {
    const smaller = await encode(ffmpeg, jpeg, step, signal);
    if (smaller === null) return null;
    if (smaller.byteLength <= maxBytes) return smaller;
  }
  return null;
}

async function encode(
  ffmpeg: Ffmpeg,
  jpeg: Buffer,
  { quality, scale }: Step,
  signal: AbortSignal,
): Promise<Buffer | null> {
  const size = `scale=w=max(16\\,trunc(iw*${scale}/2)*2):h=max(16\\,trunc(ih*${scale}/2)*2):flags=bicubic`;
  const filters = scale === 1 ? [] : ["-vf", `${size}:in_range=full:out_range=full`];
  const input = ["-protocol_whitelist", "pipe", "-codec_whitelist", "mjpeg", ...DECODER_OPTIONS];
  const output = ["-frames:v", "1", "-c:v", "mjpeg", "-q:v", String(quality), "-map_metadata", "-1"];
  const args = [...input, "-f", "jpeg_pipe", "-i", "pipe:0", ...filters, ...output, "-f", "mjpeg", "pipe:1"];
  const running = ffmpeg.start("ffmpeg", args, { signal, timeLimit: TIME_LIMIT, input: jpeg });
  running.side.resume();
  const [smaller, { code }] = await Promise.all([buffer(running.stdout), running.exit]);
  return code === 0 && smaller.byteLength > 0 ? smaller : null;
}
