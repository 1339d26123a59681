import { expect, it } from "vitest";
import { nextWindow, partLengths, partsLeft } from "../../../src/summary/parts/part-lengths.ts";

const lengths = partLengths();
const minutes = (count: number) => count * 60;

/** Ends each part where an equal one would, or as early or late as it may. */
function divided(total: number, pick: "aim" | "earliest" | "latest"): number[] {
  const range = { start: 0, end: total };
  const parts: number[] = [];
  let start = 0;
  while (start < total) {
    const window = nextWindow(start, range, lengths);
    const end = pick === "latest" ? window.range.end : window[pick];
    parts.push(end - start);
    start = end;
  }
  return parts;
}

it("watches up to twelve minutes in one part", () => {
  expect(nextWindow(0, { start: 0, end: minutes(12) }, lengths).isLast).toBe(true);
  expect(nextWindow(0, { start: 0, end: minutes(12) + 1 }, lengths).isLast).toBe(false);
});

it.each(["aim", "earliest", "latest"] as const)(
  "divides any length into parts of 5 to 12 minutes (%s)",
  (pick) => {
    for (let total = minutes(12) + 1; total <= minutes(720); total += 97) {
      const parts = divided(total, pick);
      expect(Math.max(...parts)).toBeLessThanOrEqual(minutes(12));
      expect(Math.min(...parts)).toBeGreaterThanOrEqual(minutes(5));
      expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(total, 6);
    }
  },
);

it("knows how many parts there will be where none is moved", () => {
  expect(partsLeft(0, { start: 0, end: minutes(60) }, lengths)).toBe(6);
  expect(divided(minutes(60), "aim")).toHaveLength(6);
  expect(partsLeft(minutes(60), { start: 0, end: minutes(60) }, lengths)).toBe(0);
});
