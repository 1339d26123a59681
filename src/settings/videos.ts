import type { z } from "zod";
import { PROMPT_NAMES } from "../summary/prompts/prompts.ts";
import { integer, oneOf, ports, text } from "./kinds.ts";

export const linkVariables = {
  YTDLP_PATH: text.optional(),
  LINK_MAX_MEGABYTES: integer(1, 10_000_000, "megabytes").default(1024),
  LINK_SECONDS: integer(1, 86_400, "seconds").default(600),
  LINK_PORTS: ports().optional(),
  LINKS_PER_MESSAGE: integer(1, 20, "links").default(3),
};

export function linkSettings(data: z.infer<z.ZodObject<typeof linkVariables>>) {
  return {
    ytdlpPath: data.YTDLP_PATH,
    megabytes: data.LINK_MAX_MEGABYTES,
    seconds: data.LINK_SECONDS,
    /** Beside 80 and 443. */
    ports: data.LINK_PORTS ?? [],
    perMessage: data.LINKS_PER_MESSAGE,
  };
}

export const videoVariables = {
  FFMPEG_PATH: text.optional(),
  FFPROBE_PATH: text.optional(),
  MAX_VIDEO_MINUTES: integer(1, 100_000, "minutes").default(180),
  MAX_VIDEO_MEGABYTES: integer(1, 10_000_000, "megabytes").default(4096),
  CLIP_MAX_SECONDS: integer(1, 86_400, "seconds").default(180),
  PART_MINUTES: integer(1, 60, "minutes").default(10),
  SAMPLING_STRATEGY: oneOf(["mixed", "interval", "cuts", "motion", "clip"]).default("mixed"),
  SUMMARY_PROMPT: oneOf(PROMPT_NAMES).default("structured"),
};

export function videoSettings(data: z.infer<z.ZodObject<typeof videoVariables>>) {
  return {
    tools: { ffmpegPath: data.FFMPEG_PATH, ffprobePath: data.FFPROBE_PATH },
    limits: {
      videoMinutes: data.MAX_VIDEO_MINUTES,
      videoMegabytes: data.MAX_VIDEO_MEGABYTES,
      clipSeconds: data.CLIP_MAX_SECONDS,
    },
    partMinutes: data.PART_MINUTES,
    sampling: data.SAMPLING_STRATEGY,
    prompt: data.SUMMARY_PROMPT,
  };
}
