import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CuepointError } from "../../../errors.ts";
import { framesShown } from "../../clips/frames-shown.ts";
import { clipSizes, secondsThatFit } from "../../clips/sizes.ts";
import type { Clip, ClipRequest } from "../../video.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import type { ClipSource } from "./clip-source.ts";
import { copyClip } from "./copy-clip.ts";
import { encodeClip, hasUsableSound } from "./encode-clip.ts";
import { CLIP_FILE, SUBTITLE_FILE } from "./write-clip.ts";

const MEGABYTE = 1_000_000;

/**
 * Cuts a range out, exactly: copied where that can be done, else encoded within the bytes. Throws `clip-too-large` where nothing
 * recognizable fits, `video-failed`, and what a run of ffmpeg throws.
 */
export async function cutClip(
  ffmpeg: Ffmpeg,
  source: ClipSource,
  request: ClipRequest,
  signal: AbortSignal,
): Promise<Clip> {
  const { info, timeline } = source;
  const { range, folder, mostBytes, subtitles } = request;
  const path = join(folder, CLIP_FILE);
  const frames = framesShown(timeline, range);
  if (subtitles !== undefined) await writeFile(join(folder, SUBTITLE_FILE), subtitles);
  const copied = await copyClip(ffmpeg, source, request, frames, signal);
  if (copied !== null) {
    const { width, height, soundStream } = info;
    const hasSound = soundStream !== undefined;
    return { path, bytes: copied, width, height, hasSound, isCopied: true, isReduced: false };
  }
  for (const size of clipSizes(info, range.end - range.start, mostBytes)) {
    const bytes = await encodeClip(ffmpeg, source, request, { frames, size }, signal);
    const { width, height, isReduced } = size;
    const known = { path, bytes, width, height, hasSound: hasUsableSound(info) };
    if (bytes <= mostBytes) return { ...known, isCopied: false, isReduced };
  }
  throw new CuepointError("clip-too-large", {
    limitMegabytes: mostBytes / MEGABYTE,
    seconds: secondsThatFit(info, mostBytes),
  });
}
