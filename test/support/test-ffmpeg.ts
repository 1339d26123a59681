import {
  createFfmpeg,
  type Ffmpeg,
  type FfmpegOptions,
  locateFfmpeg,
} from "../../src/video/ffmpeg/ffmpeg.ts";
import { createFakeLogger } from "../fakes/logger.ts";

/** The machine's ffmpeg and ffprobe, or others in their place. */
export function testFfmpeg(programs: Partial<Pick<FfmpegOptions, "ffmpeg" | "ffprobe">> = {}): Ffmpeg {
  const searchPath = process.env.PATH ?? "";
  return createFfmpeg({
    ...locateFfmpeg({ ffmpegPath: undefined, ffprobePath: undefined, searchPath }),
    ...programs,
    environment: { PATH: searchPath },
    logger: createFakeLogger(),
  });
}
