import type { ReplyChunk, TokenUsage, VisionModel } from "./model.ts";

/** The same model; `onUsage` gets the tokens of each reply that its server counted. What `before` throws keeps a request from being sent. */
export function countedModel(
  model: VisionModel,
  onUsage: (usage: TokenUsage) => void,
  before: () => Promise<void> = async () => undefined,
): VisionModel {
  return {
    ...model,
    async *reply(request, signal): AsyncGenerator<ReplyChunk> {
      await before();
      for await (const chunk of model.reply(request, signal)) {
        if (chunk.type === "end" && chunk.usage) onUsage(chunk.usage);
        yield chunk;
      }
    },
  };
}
