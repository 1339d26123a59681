import { setTimeout as delay } from "node:timers/promises";

/** Time as an adapter sees it, so that a test can let hours pass at once. */
export interface Clock {
  /** Milliseconds of which only differences mean something: a clock that is set must not make anyone wait. */
  now(): number;
  /** The signal ends it early, and then it rejects. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: steadyNow,
  wait: (milliseconds, signal) => delay(milliseconds, undefined, { ...(signal && { signal }) }),
};

/**
 * For waits and for how long something took: milliseconds since 1970 as the system's clock stood when the process
 * began, and from there on steadily, whatever happens to that clock. Other moments, such as when a record
 * ends, are read from the system's clock.
 */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}
