import { setTimeout as delay } from "node:timers/promises";
import { steadyNow } from "../../src/chat/steady-clock.ts";

/** Time as the adapter sees it, so that a test can let hours pass at once. */
export interface Clock {
  /** Milliseconds of which only differences mean something: a clock that is set must not make anybody wait. */
  now(): number;
  /** The signal ends it early, and then it rejects. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: steadyNow,
  wait: (milliseconds, signal) => delay(milliseconds, undefined, { ...(signal && { signal }) }),
};
