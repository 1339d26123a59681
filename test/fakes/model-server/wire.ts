import { z } from "zod";

const textPart = z.object({ type: z.literal("text"), text: z.string() });
const imagePart = z.object({ type: z.literal("image_url"), image_url: z.object({ url: z.string() }) });

const message = z.object({
  role: z.enum(["system", "user", "assistant"]),
  content: z.union([z.string(), z.array(z.discriminatedUnion("type", [textPart, imagePart]))]),
});

/** The part of a chat completion request that the double acts upon; its record keeps the whole body. */
export const chatBody = z.object({
  model: z.string(),
  messages: z.array(message).min(1),
  stream: z.literal(true),
  stream_options: z.object({ include_usage: z.boolean() }).optional(),
  max_tokens: z.number().int().positive().optional(),
  response_format: z
    .object({
      type: z.literal("json_schema"),
      json_schema: z.object({ name: z.string(), schema: z.record(z.string(), z.unknown()) }),
    })
    .optional(),
});

export type ChatBody = z.infer<typeof chatBody>;
export type WireMessage = z.infer<typeof message>;
export type WirePart = Exclude<WireMessage["content"], string>[number];

export function partsOf({ content }: WireMessage): readonly WirePart[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}

/** A request the server turns down; `body` is the whole JSON reply. */
export class WireError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}

/** An error in llama-server's own form. */
export function llamaError(status: number, message: string, type: string): WireError {
  return new WireError(status, { error: { code: status, message, type } });
}
