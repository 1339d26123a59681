import { z } from "zod";
import { CuepointError } from "../../errors.ts";
import type { Deadline } from "../../util/timeout.ts";
import type { ReplyChunk, TokenUsage } from "../model.ts";

/** Characters of text a reply may hold; ours are bounded to a few thousand tokens. */
const MAX_TEXT = 2 ** 20;
/** What any wait for the model ends with. */
export const LATE = "model-timeout";

const usageSchema = z.object({
  prompt_tokens: z.number(),
  completion_tokens: z.number().default(0),
  prompt_tokens_details: z.object({ cached_tokens: z.number().nullish() }).nullish(),
});

const chunkSchema = z.object({
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .default([]),
  // Usage is a nicety: one in an unknown shape is no reason to lose the reply.
  usage: usageSchema.nullish().catch(null),
});

function tokenUsage(usage: z.infer<typeof usageSchema>): TokenUsage {
  return {
    promptTokens: usage.prompt_tokens,
    cachedTokens: usage.prompt_tokens_details?.cached_tokens ?? null,
    outputTokens: usage.completion_tokens,
  };
}

/** `other` covers content filters and tool calls, which none of our requests ask for. */
function finishReason(reason: string): "stop" | "length" | "other" {
  return reason === "stop" || reason === "length" ? reason : "other";
}

/**
 * Reads the events of a streamed completion: text as it comes, then one end. Throws `model-garbled` when
 * they are not a completion's, when they end before a finish reason or without any text, and when the text
 * outgrows the limit; leaving early closes the connection.
 */
export async function* readReply(
  stream: AsyncIterable<unknown>,
  deadline: Deadline,
  idleMs: number,
): AsyncGenerator<ReplyChunk> {
  let size = 0;
  let finish: string | null = null;
  let usage: TokenUsage | null = null;
  for await (const event of stream) {
    deadline.pause();
    const chunk = chunkSchema.safeParse(event);
    if (!chunk.success) throw new CuepointError("model-garbled", {}, new Error("not a completion chunk"));
    const choice = chunk.data.choices[0];
    const text = choice?.delta?.content ?? "";
    size += text.length;
    if (size > MAX_TEXT) throw new CuepointError("model-garbled", {}, new Error("too much text"));
    if (text !== "") yield { type: "text", text };
    finish = choice?.finish_reason ?? finish;
    if (chunk.data.usage) usage = tokenUsage(chunk.data.usage);
    deadline.expect(idleMs, LATE);
  }
  deadline.pause();
  // The client ends a stream quietly when it is aborted; only the deadline knows why.
  const fault = deadline.verdict();
  if (fault) throw fault;
  if (finish === null) throw new CuepointError("model-garbled", {}, new Error("the stream ended early"));
  if (finish === "stop" && size === 0) throw new CuepointError("model-garbled", {}, new Error("no text"));
  yield { type: "end", finishReason: finishReason(finish), usage };
}
