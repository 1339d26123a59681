import { expect, it } from "vitest";
import { keyframesOf, keyframesOfPart } from "../../../src/summary/parts/keyframes.ts";
import type { Candidate, ScanResult } from "../../../src/video/shots/scan-result.ts";

/** Ten minutes with a candidate a second. */
function scanOf(difference: (second: number) => number, cuts: readonly number[] = []): ScanResult {
  const candidates = Array.from(
    { length: 600 },
    (_, second) => ({ timestamp: second, difference: difference(second) }) as Candidate,
  );
  return { range: { start: 0, end: 600 }, candidates, cuts, readUntil: 600, frames: 600, faults: 0 };
}

it("gives one line to ten minutes of noise, however its I-frames jump", () => {
  expect(keyframesOfPart(scanOf((second) => (second % 4 === 0 ? 2 : 0.4)))).toBe(1);
});

it("gives a line more for each time that something moves, and one for a long walk", () => {
  const walks = (second: number) => (second > 100 && second < 130) || (second > 400 && second < 404);
  expect(keyframesOfPart(scanOf((second) => (walks(second) ? 4 : 0.4)))).toBe(3);
});

it("gives no more to what never rests than detail asks for", () => {
  const busy = scanOf(
    () => 8,
    Array.from({ length: 90 }, (_, i) => 5 + i * 6),
  );
  expect(["brief", "normal", "full"].map((detail) => keyframesOfPart(busy, detail as "full"))).toEqual([
    3, 6, 9,
  ]);
});

it("gives a short video as many as before, half of them briefly and half as many more in full", () => {
  const range = { start: 0, end: 180 };
  expect([keyframesOf(range), keyframesOf(range, "brief"), keyframesOf(range, "full")]).toEqual([5, 3, 8]);
  expect(keyframesOf({ start: 0, end: 3 })).toBe(2);
});
