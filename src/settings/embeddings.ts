import { z } from "zod";
import { text } from "./kinds.ts";

export const embeddingVariables = {
  EMBED_BASE_URL: z
    .url({ protocol: /^https?$/, error: "must be an http or https address such as http://127.0.0.1:8002/v1" })
    .optional(),
  EMBED_MODEL: text.optional(),
  EMBED_API_KEY: text.optional(),
};

export function embeddingSettings(data: z.infer<z.ZodObject<typeof embeddingVariables>>) {
  return { baseUrl: data.EMBED_BASE_URL, model: data.EMBED_MODEL, apiKey: data.EMBED_API_KEY };
}
