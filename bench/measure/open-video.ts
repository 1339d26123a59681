import { createFfmpeg } from "../../src/video/ffmpeg/ffmpeg.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import type { VideoFile } from "../../src/video/video.ts";
import { silent } from "./silent.ts";

/** A video as the program opens it, with the system's ffmpeg. */
export function openVideo(path: string): Promise<VideoFile> {
  const environment = { PATH: process.env.PATH ?? "" };
  const ffmpeg = createFfmpeg({ ffmpeg: "ffmpeg", ffprobe: "ffprobe", environment, logger: silent });
  return createFfmpegReader(ffmpeg, { maxMinutes: 600 }).open(path, new AbortController().signal);
}
