import { z } from "zod";
import { integer, text } from "./kinds.ts";

const ADDRESS = /^https?$/;
const OFF = "off";

/** Ids of either platform; `all` stands for every place there is. */
const places = (pattern: RegExp, error: string) =>
  z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.string().regex(pattern, error)))
    .default([]);

export const soundVariables = {
  SPEECH_BASE_URL: z
    .union([z.literal(OFF), z.url({ protocol: ADDRESS })], {
      error: "must be an http or https address such as http://127.0.0.1:8000/v1, or off",
    })
    .optional(),
  SPEECH_SERVERS: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.url({ protocol: ADDRESS, error: "must be http or https addresses separated by commas" })))
    .optional(),
  SPEECH_MODEL: text.optional(),
  SPEECH_API_KEY: text.optional(),
  SPEECH_PARALLEL: integer(1, 64, "pieces").default(4),
  SOUND_ALLOW_PLACES: places(/^[A-Z0-9]+$/, "must be ids of Slack or Discord separated by commas"),
  SOUND_DENY_PLACES: places(
    /^(all|[A-Z0-9]+)$/,
    "must be all, or ids of Slack or Discord separated by commas",
  ),
};

export function soundSettings(data: z.infer<z.ZodObject<typeof soundVariables>>) {
  const { SPEECH_BASE_URL: address } = data;
  return {
    places: { allow: data.SOUND_ALLOW_PLACES, deny: data.SOUND_DENY_PLACES },
    speech: {
      isOff: address === OFF,
      baseUrl: address === OFF ? undefined : address,
      servers: data.SPEECH_SERVERS,
      model: data.SPEECH_MODEL,
      apiKey: data.SPEECH_API_KEY,
      parallel: data.SPEECH_PARALLEL,
    },
  };
}
