import { z } from "zod";
import { integer, text, yesOrNo } from "./kinds.ts";

export const storeVariables = {
  STORE_URL: z
    .url({
      protocol: /^(rediss?|postgres(ql)?)$/,
      error: "must be a redis, rediss, postgres or postgresql address such as redis://127.0.0.1:6379",
    })
    .optional(),
  DATA_DIR: text.default("./data"),
  CONTEXT_TTL_HOURS: integer(1, 100_000, "hours").default(168),
  STORE_MAX_MEGABYTES: integer(1, 100_000_000, "megabytes").default(2048),
  FEEDBACK_DAYS: integer(1, 3_650, "days").default(180),
  FEEDBACK_KEEP_PICTURES: yesOrNo.default(false),
  ORIGINAL_TTL_MINUTES: integer(1, 1_000_000, "minutes").default(60),
  ORIGINALS_MAX_MEGABYTES: integer(1, 100_000_000, "megabytes").default(10_240),
};

export function storeSettings(data: z.infer<z.ZodObject<typeof storeVariables>>) {
  return {
    url: data.STORE_URL,
    folder: data.DATA_DIR,
    contextTtlHours: data.CONTEXT_TTL_HOURS,
    maxMegabytes: data.STORE_MAX_MEGABYTES,
    feedbackDays: data.FEEDBACK_DAYS,
    keepFeedbackPictures: data.FEEDBACK_KEEP_PICTURES,
    originalTtlMinutes: data.ORIGINAL_TTL_MINUTES,
    originalsMaxMegabytes: data.ORIGINALS_MAX_MEGABYTES,
  };
}
