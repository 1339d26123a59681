import { describe, expect, it } from "vitest";
import { groupsWithin, suspectIn, worthDecoding } from "../../../src/video/plan/suspects.ts";
import { createTimeline } from "../../../src/video/timeline.ts";

/** Ten seconds at ten frames a second, I-frames at 0 and 6; a frame's bytes by its number. */
function timelineOf(bytes: (frame: number) => number) {
  return createTimeline(
    Array.from({ length: 100 }, (_, i) => ({
      timestamp: i / 10,
      duration: 0.1,
      iFrame: i === 0 || i === 60,
      bytes: i === 0 || i === 60 ? 20_000 : bytes(i),
    })),
  );
}

const [first] = groupsWithin(
  { start: 0, end: 10 },
  timelineOf(() => 0),
);
if (!first) throw new RangeError("two groups");
const group = { ...first, endsByChoice: false };

describe("suspecting what I-frames do not show", () => {
  it("suspects a packet far larger than its neighbours, and a little beyond it", () => {
    const suspect = suspectIn(
      group,
      false,
      timelineOf((frame) => (frame === 30 ? 9_000 : 900)),
    );
    expect(suspect).toMatchObject({ start: 0 });
    expect(suspect?.end).toBeGreaterThan(3.3);
    expect(suspect?.end).toBeLessThan(6);
  });

  it("suspects nothing where packets are alike, or all tiny", () => {
    expect(
      suspectIn(
        group,
        false,
        timelineOf(() => 900),
      ),
    ).toBeNull();
    expect(
      suspectIn(
        group,
        false,
        timelineOf((frame) => (frame === 30 ? 300 : 20)),
      ),
    ).toBeNull();
  });

  it("suspects a group whose ends differ and whose end the clock has set", () => {
    expect(
      suspectIn(
        group,
        true,
        timelineOf(() => 900),
      ),
    ).toMatchObject({ start: 0 });
    expect(
      suspectIn(
        { ...group, endsByChoice: true },
        true,
        timelineOf(() => 900),
      ),
    ).toBeNull();
  });

  it("suspects an I-frame that is followed by almost another one, as after a flash", () => {
    expect(
      suspectIn(
        group,
        false,
        timelineOf((frame) => (frame === 2 ? 15_000 : 900)),
      ),
    ).not.toBeNull();
    expect(
      suspectIn(
        group,
        false,
        timelineOf((frame) => (frame === 2 ? 4_000 : 900)),
      ),
    ).toBeNull();
  });

  it("spends what there is on the most suspicious parts for their length, in order of time", () => {
    const suspects = [
      { start: 0, end: 8, suspicion: 3 },
      { start: 10, end: 12, suspicion: 3 },
      { start: 20, end: 22, suspicion: 6 },
    ];
    expect(worthDecoding(suspects, { seconds: 5, count: 9, start: 8 })).toEqual([
      { start: 10, end: 12 },
      { start: 20, end: 22 },
    ]);
    expect(worthDecoding(suspects, { seconds: 99, count: 1, start: 8 })).toEqual([{ start: 20, end: 22 }]);
  });

  it("prefers what appears on a slide, since a picture that stands still costs little", () => {
    const suspects = [
      { start: 0, end: 8, suspicion: 4, still: true },
      { start: 10, end: 16, suspicion: 4, still: false },
    ];
    expect(worthDecoding(suspects, { seconds: 6, count: 1, start: 8 })).toEqual([{ start: 0, end: 8 }]);
    const slide = timelineOf((frame) => (frame === 30 ? 9_000 : 20));
    const walk = timelineOf((frame) => (frame === 30 ? 9_000 : 900));
    expect([suspectIn(group, false, slide)?.still, suspectIn(group, false, walk)?.still]).toEqual([
      true,
      false,
    ]);
  });

  it("joins neighbours, so that one program decodes them", () => {
    const suspects = [
      { start: 6, end: 9, suspicion: 3 },
      { start: 0, end: 6.7, suspicion: 3 },
    ];
    expect(worthDecoding(suspects, { seconds: 99, count: 9, start: 8 })).toEqual([{ start: 0, end: 9 }]);
    // Two seconds between are decoded sooner than another program starts; ten are not.
    const apart = (start: number) =>
      worthDecoding([...suspects, { start, end: 30, suspicion: 3 }], { seconds: 99, count: 9, start: 8 });
    expect(apart(11)).toEqual([{ start: 0, end: 30 }]);
    expect(apart(19)).toEqual([
      { start: 0, end: 9 },
      { start: 19, end: 30 },
    ]);
  });

  it("decodes what is suspected beside a part in passing where that costs less than a start, and no more", () => {
    const slide = (start: number) => ({ start, end: start + 17, suspicion: 5, still: true });
    const slides = [0, 20, 40, 60, 80, 100].map(slide);
    const spending = { seconds: 36, count: 9, start: 80 };
    // Five of them are paid for, and a start costs as much as eighty seconds.
    expect(worthDecoding(slides, spending)).toEqual([{ start: 0, end: 117 }]);
    expect(worthDecoding([...slides, slide(120), slide(500)], spending)).toEqual([{ start: 0, end: 117 }]);
    expect(worthDecoding(slides, { ...spending, start: 20 })).toEqual([{ start: 0, end: 97 }]);
  });
});
