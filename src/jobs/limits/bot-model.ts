import { steadyNow } from "../../util/clock.ts";
import { createCircuitBreaker, type GuardedModel } from "../../vision/client/circuit-breaker.ts";
import type { ModelSource } from "../../vision/discovery/model-source.ts";
import type { VisionModel } from "../../vision/model.ts";
import { type MeteredModelDeps, meteredModel } from "./metering.ts";

/** Five faults within a minute, then half a minute in which nobody asks: what most breakers in production start with. */
const CIRCUIT = { failures: 5, windowMs: 60_000, openMs: 30_000, now: steadyNow } as const;

/** The model that jobs share: its tokens are counted by tenant, and nobody asks it while it is known to be down. */
export function createBotModel(source: ModelSource, counted: MeteredModelDeps): ModelSource {
  let wrapped: { readonly model: VisionModel; readonly shared: GuardedModel } | null = null;
  return async (signal, onLoading) => {
    if (wrapped?.shared.isOpen()) return wrapped.shared;
    const model = await source(signal, onLoading);
    if (!model) return null;
    if (wrapped?.model !== model) {
      const metered = meteredModel(model, counted);
      wrapped = { model, shared: createCircuitBreaker(metered, CIRCUIT) };
    }
    return wrapped.shared;
  };
}
