import type { TokenUsage, VisionModel, VisionRequest } from "./model.ts";

export interface CollectedReply {
  readonly text: string;
  readonly finishReason: "stop" | "length" | "other";
  readonly usage: TokenUsage | null;
}

/** Waits for the whole reply. Throws what `model.reply` throws. */
export async function collectReply(
  model: VisionModel,
  request: VisionRequest,
  signal: AbortSignal,
): Promise<CollectedReply> {
  const pieces: string[] = [];
  let end: Omit<CollectedReply, "text"> = { finishReason: "other", usage: null };
  for await (const chunk of model.reply(request, signal)) {
    if (chunk.type === "text") pieces.push(chunk.text);
    else end = { finishReason: chunk.finishReason, usage: chunk.usage };
  }
  return { text: pieces.join(""), ...end };
}
