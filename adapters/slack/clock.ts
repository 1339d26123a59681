import { setTimeout as delay } from "node:timers/promises";

/** Time as the adapter sees it, so that a test can let hours pass at once. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (milliseconds) => delay(milliseconds),
};
