import type { Logger } from "../logger.ts";
import { createCircuitBreaker } from "../vision/circuit-breaker.ts";
import type { VisionModel } from "../vision/model.ts";
import type { ModelSource } from "../vision/model-source.ts";
import { meteredModel } from "./metered.ts";
import type { Quota } from "./quota.ts";

/** Five faults within a minute, then half a minute in which nobody asks: what most breakers in production start with. */
const CIRCUIT = { failures: 5, windowMs: 60_000, openMs: 30_000, now: Date.now } as const;

/** The model that jobs share: its tokens are counted by tenant, and nobody asks it while it is known to be down. */
export function createBotModel(source: ModelSource, quota: Quota, logger: Logger): ModelSource {
  let wrapped: { readonly model: VisionModel; readonly shared: VisionModel } | null = null;
  return async (signal) => {
    const model = await source(signal);
    if (!model) return null;
    if (wrapped?.model !== model) {
      const counted = meteredModel(model, { quota, onUsage: () => undefined, logger });
      wrapped = { model, shared: createCircuitBreaker(counted, CIRCUIT) };
    }
    return wrapped.shared;
  };
}
