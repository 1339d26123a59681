import { describe, expect, it } from "vitest";
import { mutate } from "../../../scripts/fuzz/mutate.ts";

const file = Buffer.from(Array.from({ length: 5_000 }, (_, i) => i % 256));
const other = Buffer.alloc(3_000, 7);
const seeds = Array.from({ length: 300 }, (_, i) => i);

describe("mutate", () => {
  it("makes the same file of the same seed", () => {
    for (const seed of seeds) expect(mutate(file, other, seed)).toEqual(mutate(file, other, seed));
  });

  it("makes another file of nearly every seed, and leaves the original alone", () => {
    const before = Buffer.from(file);
    const made = new Set(seeds.map((seed) => mutate(file, other, seed).toString("latin1")));
    expect(made.size).toBeGreaterThan(280);
    expect(file).toEqual(before);
  });

  it("changes almost every file, and lets none grow without bounds", () => {
    const same = seeds.filter((seed) => mutate(file, other, seed).equals(file));
    expect(same.length).toBeLessThan(10);
    expect(Math.max(...seeds.map((seed) => mutate(file, other, seed).length))).toBeLessThan(600_000);
  });
});
