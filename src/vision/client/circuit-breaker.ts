import { CuepointError, type ErrorCode } from "../../errors.ts";
import type { ModelSource } from "../discovery/model-source.ts";
import type { VisionModel } from "../model.ts";

export interface CircuitOptions {
  /** So many faults inside the window open the circuit. */
  readonly failures: number;
  readonly windowMs: number;
  /** How long all requests fail, until one may try. */
  readonly openMs: number;
  /** Milliseconds, from any start. */
  readonly now: () => number;
}

/** A model behind a breaker. */
interface GuardedModel extends VisionModel {
  /** A request would fail at once now. */
  isOpen(): boolean;
}

/** Faults of the server. A refusal, or a prompt that is too long, says that it lives. */
const FAULTS: readonly ErrorCode[] = ["model-unreachable", "model-timeout"];

/** Five faults within a minute, then half a minute without a request: what most breakers in production start with. */
const CIRCUIT = { failures: 5, windowMs: 60_000, openMs: 30_000 } as const;

/** Promises: while the model's server is known to be down, it is neither asked nor looked for. `now` is in milliseconds. */
export function withCircuitBreaker(source: ModelSource, now: () => number): ModelSource {
  let known: { readonly model: VisionModel; readonly guarded: GuardedModel } | null = null;
  return async (signal, onLoading) => {
    if (known?.guarded.isOpen()) return known.guarded;
    const model = await source(signal, onLoading);
    if (!model) return null;
    if (known?.model !== model) known = { model, guarded: createCircuitBreaker(model, { ...CIRCUIT, now }) };
    return known.guarded;
  };
}

/**
 * A model that is not asked while it is known to be down: after repeated faults every request fails at once with
 * `model-unreachable`, so that no request waits for a server that is not there, and a server that comes back is not overrun.
 */
export function createCircuitBreaker(model: VisionModel, options: CircuitOptions): GuardedModel {
  const { failures, windowMs, openMs, now } = options;
  let faults: number[] = [];
  let openUntil: number | null = null;
  let isTrying = false;

  const isOpen = () => openUntil !== null && (isTrying || now() < openUntil);
  /** Throws while the circuit is open; true where this request is the one that tries. */
  const enter = (): boolean => {
    if (openUntil === null) return false;
    if (isOpen()) {
      throw new CuepointError("model-unreachable", {}, new Error("the circuit is open"));
    }
    isTrying = true;
    return true;
  };
  const fault = (wasTrying: boolean) => {
    faults = [...faults.filter((at) => at > now() - windowMs), now()];
    if (wasTrying || faults.length >= failures) openUntil = now() + openMs;
  };
  const success = () => {
    faults = [];
    openUntil = null;
  };

  const judge = (error: unknown, wasTrying: boolean) => {
    if (!(error instanceof CuepointError)) return;
    if (FAULTS.includes(error.code)) fault(wasTrying);
    // A refusal, or a reply that cannot be used: the server is there.
    else if (error.code !== "cancelled") success();
  };

  return {
    ...model,
    isOpen,
    async *reply(request, signal) {
      const isTry = enter();
      try {
        for await (const chunk of model.reply(request, signal)) {
          // From here on the server has answered; what follows may still break off.
          if (chunk.type === "end") success();
          yield chunk;
        }
      } catch (error) {
        judge(error, isTry);
        throw error;
      } finally {
        if (isTry) isTrying = false;
      }
    },
  };
}
