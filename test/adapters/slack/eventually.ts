import { expect } from "vitest";

/** For what nothing announces. Generous, because a busy machine of two cores takes its time. */
export function eventually<Value>(look: () => Value) {
  return expect.poll(look, { timeout: 15_000, interval: 5 });
}
