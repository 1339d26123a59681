import { describe, expect, it } from "vitest";
import { ahead, inParallel } from "../../src/util/parallel.ts";

const never = new AbortController().signal;

describe("working ahead", () => {
  it("yields results in order, however they finish", async () => {
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const results = ahead([0, 1], 2, async (i) => gates[i]?.promise.then(() => i), never);
    gates[1]?.resolve();
    gates[0]?.resolve();
    expect(await Array.fromAsync(results)).toEqual([0, 1]);
  });

  it("never works on more than so many at a time", async () => {
    let running = 0;
    let most = 0;
    const work = async (i: number) => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      return i;
    };
    await Array.fromAsync(ahead([1, 2, 3, 4, 5], 2, work, never));
    expect(await inParallel([1, 2, 3, 4, 5], 2, work)).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it("stops what is running when its reader leaves", async () => {
    const stopped: number[] = [];
    const work = async (i: number, signal: AbortSignal) => {
      if (i > 0) {
        await new Promise<void>((resolve) =>
          signal.addEventListener("abort", () => resolve(), { once: true }),
        );
        stopped.push(i);
      }
      return i;
    };
    for await (const result of ahead([0, 1, 2], 2, work, never)) {
      expect(result).toBe(0);
      break;
    }
    expect(stopped).toEqual([1, 2]);
  });

  it("throws what the work throws", async () => {
    const work = async (i: number) => {
      if (i === 1) throw new RangeError("one");
      return i;
    };
    await expect(Array.fromAsync(ahead([0, 1, 2], 2, work, never))).rejects.toThrow("one");
    await expect(inParallel([0, 1, 2], 2, work)).rejects.toThrow("one");
  });
});
