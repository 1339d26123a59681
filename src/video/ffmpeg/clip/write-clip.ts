import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { threeLetters } from "../../clips/language-codes.ts";
import type { ClipRequest } from "../../video.ts";
import type { Ffmpeg } from "../ffmpeg.ts";

/** What stands between the input and the file. */
export interface Writing {
  /** Of the video, its options included. */
  readonly input: readonly string[];
  /** Streams, codecs and filters of picture and sound. */
  readonly output: readonly string[];
  /** Milliseconds. */
  readonly timeLimit: number;
  /** What the file may grow to on the way. */
  readonly mostBytes: number;
}

export const CLIP_FILE = "clip.mp4";
export const SUBTITLE_FILE = "clip.srt";

/** The subtitles are ours: nothing but their own format is wanted. */
const OWN_WORDS = ["-protocol_whitelist", "file", "-f", "srt", "-codec_whitelist", "subrip,srt"];
/** The index is moved to the front in the end, for which it is there twice. */
const INDEX_BYTES = 4_000_000;

interface Written {
  /** Of the file; null where ffmpeg gave up, as it does on a file that grows beyond its limit. */
  readonly bytes: number | null;
  /** What ffmpeg said of it, for the log. */
  readonly messages: string;
}

/** Writes an MP4 into the request's folder, with its subtitles. */
export async function writeClip(
  ffmpeg: Ffmpeg,
  request: ClipRequest,
  { input, output, timeLimit, mostBytes }: Writing,
  signal: AbortSignal,
): Promise<Written> {
  const path = join(request.folder, CLIP_FILE);
  const hasSubtitles = request.subtitles !== undefined;
  const words = hasSubtitles ? [...OWN_WORDS, "-i", `file:${join(request.folder, SUBTITLE_FILE)}`] : [];
  const track = ["-map", "1:0", "-c:s", "mov_text", "-metadata:s:s:0"];
  const subtitles = hasSubtitles ? [...track, `language=${threeLetters(request.language)}`] : [];
  const container = ["-map_metadata", "-1", "-map_chapters", "-1", "-movflags", "+faststart", "-f", "mp4"];
  const args = ["-y", ...input, ...words, ...output, ...subtitles, ...container, `file:${path}`];
  const fileBytes = mostBytes + INDEX_BYTES;
  const running = ffmpeg.start("ffmpeg", args, { signal, timeLimit, fileBytes });
  running.stdout.resume();
  running.side.resume();
  const { code, messages } = await running.exit;
  if (code === 0) return { bytes: (await stat(path)).size, messages };
  await rm(path, { force: true });
  return { bytes: null, messages };
}
