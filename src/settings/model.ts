import { z } from "zod";
import { integer, text } from "./kinds.ts";

export const modelVariables = {
  MODEL_BASE_URL: z
    .url({ protocol: /^https?$/, error: "must be an http or https address such as http://127.0.0.1:8000/v1" })
    .optional(),
  MODEL_SERVERS: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .pipe(
      z.array(z.url({ protocol: /^https?$/, error: "must be http or https addresses separated by commas" })),
    )
    .optional(),
  MODEL_NAME: text.optional(),
  MODEL_API_KEY: text.optional(),
  MODEL_CONTEXT_TOKENS: integer(1024, 10_000_000, "tokens").optional(),
  MODEL_MAX_IMAGES: integer(1, 10_000, "pictures").default(152),
  MODEL_PARALLEL: integer(1, 64, "requests").optional(),
  MODEL_FIRST_TOKEN_SECONDS: integer(1, 86_400, "seconds").default(120),
  MODEL_IDLE_SECONDS: integer(1, 86_400, "seconds").default(60),
};

export function modelSettings(data: z.infer<z.ZodObject<typeof modelVariables>>) {
  return {
    baseUrl: data.MODEL_BASE_URL,
    servers: data.MODEL_SERVERS,
    name: data.MODEL_NAME,
    apiKey: data.MODEL_API_KEY,
    contextTokens: data.MODEL_CONTEXT_TOKENS,
    maxImages: data.MODEL_MAX_IMAGES,
    parallel: data.MODEL_PARALLEL,
    firstTokenSeconds: data.MODEL_FIRST_TOKEN_SECONDS,
    idleSeconds: data.MODEL_IDLE_SECONDS,
  };
}
