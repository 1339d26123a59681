import type { Clock } from "../../../src/util/clock.ts";

/** Begins on a fixed day; a wait moves the clock on and ends at once. */
export function createFakeClock(start = Date.UTC(2026, 0, 5, 9)): Clock & { advance(ms: number): void } {
  let now = start;
  return {
    now: () => now,
    async wait(milliseconds) {
      now += milliseconds;
      // Lets others do what they would have done meanwhile.
      await new Promise((resolve) => setImmediate(resolve));
    },
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}
