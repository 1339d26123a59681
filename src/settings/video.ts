import type { z } from "zod";
import { integer, oneOf, text } from "./kinds.ts";

export const videoVariables = {
  FFMPEG_PATH: text.optional(),
  FFPROBE_PATH: text.optional(),
  MAX_VIDEO_MINUTES: integer(1, 100_000, "minutes").default(180),
  MAX_VIDEO_MEGABYTES: integer(1, 10_000_000, "megabytes").default(4096),
  SAMPLING_STRATEGY: oneOf(["mixed", "interval", "cuts", "motion"]).default("mixed"),
};

export function videoSettings(data: z.infer<z.ZodObject<typeof videoVariables>>) {
  return {
    tools: { ffmpegPath: data.FFMPEG_PATH, ffprobePath: data.FFPROBE_PATH },
    limits: { videoMinutes: data.MAX_VIDEO_MINUTES, videoMegabytes: data.MAX_VIDEO_MEGABYTES },
    sampling: data.SAMPLING_STRATEGY,
  };
}
