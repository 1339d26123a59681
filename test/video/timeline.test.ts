import { describe, expect, it } from "vitest";
import { createTimeline, type TimelineEntry } from "../../src/video/timeline.ts";

const entry = (timestamp: number, { iFrame = false, duration = 0.5 } = {}): TimelineEntry => ({
  timestamp,
  duration,
  iFrame,
});

/** In decoding order: an I-frame, a P-frame, and the B-frames between them after it. */
const timeline = createTimeline([
  entry(0.5, { iFrame: true }),
  entry(2),
  entry(1),
  entry(1.5),
  entry(4, { iFrame: true }),
  entry(2.5),
  entry(3, { duration: 2 }),
  entry(7, { duration: 0.25 }),
]);

describe("a timeline", () => {
  it("orders what comes in decoding order", () => {
    expect(timeline.framesWithin(0, 10)).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 4, 7]);
    expect(timeline.iFrames).toEqual([0.5, 4]);
    expect(timeline).toMatchObject({ frames: 8, start: 0.5, end: 7.25 });
  });

  it("orders frames of any order, however far each is from its place", () => {
    const shuffled = Array.from({ length: 500 }, (_, i) => (i * 333) % 500);
    const sorted = createTimeline(shuffled.map((second) => entry(second, { iFrame: second % 10 === 0 })));
    expect(sorted.framesWithin(0, 500)).toEqual(Array.from({ length: 500 }, (_, i) => i));
    expect(sorted.iFrames).toEqual(Array.from({ length: 50 }, (_, i) => 10 * i));
  });

  it.each([
    [-1, 0.5],
    [0.5, 0.5],
    [0.999, 0.5],
    [1, 1],
    [3.999, 3],
    [6.9, 4],
    [7, 7],
    [1_000, 7],
  ])("at %d s shows the frame of %d s", (time, frame) => {
    expect(timeline.frameAt(time)).toBe(frame);
  });

  it("takes a decimal just under a frame's time for that frame", () => {
    const thirds = createTimeline([entry(0), entry(1 / 3), entry(2 / 3)]);
    expect(thirds.frameAt(0.333_333)).toBe(1 / 3);
    expect(thirds.frameAt(0.3333)).toBe(0);
    expect(thirds.framesWithin(0.333_333, 0.666_667)).toEqual([1 / 3]);
  });

  it("gives the frames from a start up to, but not including, an end", () => {
    expect(timeline.framesWithin(1, 2.5)).toEqual([1, 1.5, 2]);
    expect(timeline.framesWithin(4.1, 6.9)).toEqual([]);
    expect(timeline.framesWithin(7, 8)).toEqual([7]);
  });

  it.each([
    [0, 0.5],
    [0.5, 0.5],
    [3.99, 0.5],
    [4, 4],
    [9, 4],
  ])("decodes %d s from the I-frame of %d s", (time, iFrame) => {
    expect(timeline.iFrameBefore(time)).toBe(iFrame);
  });

  it("decodes from the first frame where no I-frame is left before", () => {
    const trimmed = createTimeline([entry(0), entry(1), entry(2, { iFrame: true })]);
    expect(trimmed.iFrameBefore(1)).toBe(0);
  });

  it("keeps two frames of one time, and counts both", () => {
    const doubled = createTimeline([entry(0, { iFrame: true }), entry(1), entry(1), entry(2)]);
    expect(doubled.frames).toBe(4);
    expect(doubled.framesWithin(1, 2)).toEqual([1, 1]);
    expect(doubled.frameAt(1.5)).toBe(1);
  });

  it("shows the last frame as long as the one before it where no length is stated", () => {
    expect(createTimeline([entry(0), entry(2, { duration: 0 })]).end).toBe(4);
    expect(createTimeline([entry(3, { duration: 0 })]).end).toBeGreaterThan(3);
  });

  it("needs a frame", () => {
    expect(() => createTimeline([])).toThrow(RangeError);
  });
});
