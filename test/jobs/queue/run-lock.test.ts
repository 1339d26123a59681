import { describe, expect, it } from "vitest";
import { createRunLock } from "../../../src/jobs/queue/run-lock.ts";

async function settled<T>(promise: Promise<T>): Promise<boolean> {
  const nothing = Symbol("nothing");
  const turn = new Promise((resolve) => setImmediate(() => resolve(nothing)));
  return (await Promise.race([promise, turn])) !== nothing;
}

describe("jobs in one process", () => {
  it("run together until one runs alone, in the order in which they came", async () => {
    const { acquire } = createRunLock();
    const [first, second] = [await acquire("shared"), await acquire("shared")];
    const alone = acquire("exclusive");
    const after = acquire("shared");
    first();
    expect([await settled(alone), await settled(after)]).toEqual([false, false]);
    second();
    const release = await alone;
    expect(await settled(after)).toBe(false);
    release();
    (await after)();
    (await acquire("exclusive"))();
  });
});
