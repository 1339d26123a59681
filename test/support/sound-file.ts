import type { SoundFile } from "../../src/sound/file-tools.ts";
import { fileTools } from "../../src/video/ffmpeg/file-tools.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import { testFfmpeg } from "./test-ffmpeg.ts";

const ffmpeg = testFfmpeg();

export const soundTools = fileTools(ffmpeg);

/** The file as the rest of the program opens it, so that its times are those of the pictures. */
export async function soundFile(path: string, range?: SoundFile["range"]): Promise<SoundFile> {
  const reader = createFfmpegReader(ffmpeg, { maxMinutes: 60 });
  const video = await reader.open(path, new AbortController().signal);
  return { path, sha256: "0".repeat(64), video, range: range ?? { start: 0, end: video.info.duration } };
}
