import { expect, it } from "vitest";
import { suspectIn, worthDecoding } from "../../../src/video/plan/suspects.ts";
import { createTimeline } from "../../../src/video/timeline.ts";

const group = { start: 0, end: 8, endsByChoice: false };

/** An I-frame, and then packets of which the one at 4 s may be larger. */
function packets(iFrame: number, usual: number, spike: number) {
  return createTimeline(
    Array.from({ length: 240 }, (_, i) => ({
      timestamp: i / 30,
      duration: 1 / 30,
      iFrame: i === 0,
      bytes: i === 0 ? iFrame : i === 120 ? spike : usual,
    })),
  );
}

it("a plain slide on which a clock runs stands still, and a line on it is more suspicious than a larger jerk in a walk", () => {
  const slide = suspectIn(group, false, packets(6_000, 240, 1_300));
  const walk = suspectIn(group, false, packets(24_000, 2_000, 16_000));
  expect([slide?.still, walk?.still]).toEqual([true, false]);
  expect(slide?.suspicion).toBeGreaterThan(walk?.suspicion ?? Number.POSITIVE_INFINITY);
});

it("what stands still and what moves do not take each other's seconds", () => {
  const moving = [0, 20, 40].map((start) => ({ start, end: start + 10, suspicion: 4 }));
  const slides = [100, 120, 140].map((start) => ({ start, end: start + 10, suspicion: 6, still: true }));
  const limits = { seconds: 20, count: 10, start: 1 };
  const starts = (parts: readonly { start: number }[]) => parts.map(({ start }) => start);
  expect(starts(worthDecoding(moving, limits))).toEqual([0, 20]);
  expect(starts(worthDecoding([...slides, ...moving], limits))).toEqual([0, 20, 100, 120, 140]);
});
