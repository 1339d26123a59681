import { describe, expect, it } from "vitest";
import { createFirstTime, createRecent } from "../../../adapters/discord/recent.ts";

describe("createRecent", () => {
  it("forgets the oldest beyond its limit", () => {
    const recent = createRecent<number>(2);
    for (const [key, value] of [
      ["a", 1],
      ["b", 2],
      ["a", 3],
      ["c", 4],
    ] as const)
      recent.set(key, value);
    expect(["a", "b", "c"].map(recent.get)).toEqual([3, undefined, 4]);
  });
});

describe("createFirstTime", () => {
  it("is true once for each key that it can remember", () => {
    const first = createFirstTime(2);
    expect(["a", "a", "b", "c", "a"].map(first)).toEqual([true, false, true, true, true]);
  });
});
