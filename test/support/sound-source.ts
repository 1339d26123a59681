import type { SoundSource } from "../../src/sound/sound-source.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import { INPUT_SAFETY } from "../../src/video/ffmpeg/safety.ts";
import { testFfmpeg } from "./test-ffmpeg.ts";

const ffmpeg = testFfmpeg();

/** The machine's ffmpeg with the options for strangers' files. */
export const soundTools = { ffmpeg, inputOptions: INPUT_SAFETY };

/** The file as the rest of the program opens it, so that its times are those of the pictures. */
export async function soundSource(path: string): Promise<SoundSource> {
  const reader = createFfmpegReader(ffmpeg, { maxMinutes: 60 });
  const { info } = await reader.open(path, new AbortController().signal);
  return { path, info };
}
