import type { Logger } from "../../src/logger.ts";
import type { ModelSource } from "../../src/vision/discovery/model-source.ts";
import type { VisionModel } from "../../src/vision/model.ts";
import type { Outcome } from "../outcome.ts";

type Spent = Pick<Outcome, "requests" | "repairs" | "tokens"> & { readonly modelMs: number };

export interface Meter {
  readonly source: ModelSource;
  readonly logger: Logger;
  /** The model that was found last; null before. One whose context is too small is never asked. */
  model(): VisionModel | null;
  spent(): Spent;
}

/** Counts what is asked of a model, and the repair tries, which the log tells. */
export function createMeter(source: ModelSource, logger: Logger): Meter {
  let found: VisionModel | null = null;
  let [requests, repairs, prompt, cached, output, modelMs] = [0, 0, 0, 0, 0, 0];
  let isCacheKnown = true;
  const metered = new WeakMap<VisionModel, VisionModel>();
  const meteredModel = (model: VisionModel): VisionModel => ({
    ...model,
    async *reply(request, signal) {
      requests++;
      const started = performance.now();
      try {
        for await (const chunk of model.reply(request, signal)) {
          if (chunk.type === "end" && chunk.usage) {
            prompt += chunk.usage.promptTokens;
            output += chunk.usage.outputTokens;
            cached += chunk.usage.cachedTokens ?? 0;
            isCacheKnown &&= chunk.usage.cachedTokens !== null;
          }
          yield chunk;
        }
      } finally {
        modelMs += performance.now() - started;
      }
    },
  });
  const listening: Logger = {
    ...logger,
    info(...entry: Parameters<Logger["info"]>) {
      const [facts] = entry as readonly unknown[];
      if (typeof facts === "object" && facts !== null && "isRepair" in facts && facts.isRepair === true)
        repairs++;
      logger.info(...entry);
    },
    child: () => listening as never,
  };
  return {
    async source(signal, onLoading) {
      const model = await source(signal, onLoading);
      found = model;
      if (!model) return null;
      // An unchanged model stays the same object, by which its users know that it is unchanged.
      const same = metered.get(model) ?? meteredModel(model);
      metered.set(model, same);
      return same;
    },
    logger: listening,
    model: () => found,
    spent: () => ({
      ...{ requests, repairs, modelMs },
      tokens: { prompt, cached: isCacheKnown ? cached : null, output },
    }),
  };
}
