import { CuepointError } from "../../errors.ts";
import type { Ffmpeg } from "./ffmpeg.ts";
import { INPUT_SAFETY } from "./safety.ts";

interface Streams {
  readonly picture: string;
  readonly sound: string;
  /** Does not exist yet. */
  readonly into: string;
  readonly maxBytes: number;
}

/** Milliseconds: nothing is decoded, so that the disk is what takes time. */
const TIME_LIMIT = 300_000;
/** MP4 keeps each stream's own unit of time; Matroska, which rounds to milliseconds, holds what MP4 does not. */
const CONTAINERS = ["mp4", "matroska"];

/**
 * Puts the picture of one file and the sound of another into a third, each with its own times. The same files always give the
 * same bytes. False where no container takes them. Throws `cancelled`.
 */
export async function joinStreams(ffmpeg: Ffmpeg, streams: Streams, signal: AbortSignal): Promise<boolean> {
  for (const container of CONTAINERS) {
    if (await joinAs(container, ffmpeg, streams, signal)) return true;
  }
  return false;
}

async function joinAs(
  container: string,
  ffmpeg: Ffmpeg,
  { picture, sound, into, maxBytes }: Streams,
  signal: AbortSignal,
): Promise<boolean> {
  const args = [
    ...["-y", "-copyts", ...INPUT_SAFETY, "-i", `file:${picture}`, ...INPUT_SAFETY, "-i", `file:${sound}`],
    ...["-map", "0:v:0", "-map", "1:a:0", "-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1"],
    ...["-fflags", "+bitexact", "-strict", "experimental", "-f", container, `file:${into}`],
  ];
  const running = ffmpeg.start("ffmpeg", args, { signal, timeLimit: TIME_LIMIT, fileBytes: maxBytes });
  running.stdout.resume();
  running.side.resume();
  try {
    return (await running.exit).code === 0;
  } catch (error) {
    if (signal.aborted || (error instanceof CuepointError && error.code === "ffmpeg-missing")) throw error;
    return false;
  }
}
