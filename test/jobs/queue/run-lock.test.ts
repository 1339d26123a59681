import { describe, expect, it } from "vitest";
import { createCompany } from "../../../src/jobs/queue/company.ts";

async function settled<T>(promise: Promise<T>): Promise<boolean> {
  const nothing = Symbol("nothing");
  const turn = new Promise((resolve) => setImmediate(() => resolve(nothing)));
  return (await Promise.race([promise, turn])) !== nothing;
}

describe("jobs in one process", () => {
  it("run together until one runs alone, in the order in which they came", async () => {
    const { join } = createCompany();
    const [first, second] = [await join("together"), await join("together")];
    const alone = join("alone");
    const after = join("together");
    first();
    expect([await settled(alone), await settled(after)]).toEqual([false, false]);
    second();
    const leave = await alone;
    expect(await settled(after)).toBe(false);
    leave();
    (await after)();
    (await join("alone"))();
  });
});
