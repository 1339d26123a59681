import type { TokenUsage, VisionModel } from "../../src/vision/model.ts";

/** One request to the model. */
export interface Request {
  readonly pictures: number;
  /** Until the first piece of text, and until the end; milliseconds. */
  readonly firstToken: number;
  readonly whole: number;
  readonly usage: TokenUsage | null;
}

/** The same model; tells of each request how long it took. */
export function timedModel(model: VisionModel, onRequest: (request: Request) => void): VisionModel {
  return {
    ...model,
    async *reply(request, signal) {
      const started = performance.now();
      let firstToken: number | null = null;
      const parts = request.messages.flatMap(({ content }) => (typeof content === "string" ? [] : content));
      const pictures = parts.filter(({ type }) => type === "image").length;
      for await (const chunk of model.reply(request, signal)) {
        const elapsed = performance.now() - started;
        firstToken ??= elapsed;
        if (chunk.type === "end") onRequest({ pictures, firstToken, whole: elapsed, usage: chunk.usage });
        yield chunk;
      }
    },
  };
}
