import { describe, expect, it } from "vitest";
import { groupRuns } from "../../../../src/video/ffmpeg/decode/frames.ts";
import { createTimeline } from "../../../../src/video/timeline.ts";

/** A minute at ten frames a second, with an I-frame every `gop` seconds. */
const minute = (gop: number) =>
  createTimeline(
    Array.from({ length: 600 }, (_, i) => ({
      timestamp: i / 10,
      duration: 0.1,
      iFrame: i % (gop * 10) === 0,
    })),
  );

describe("grouping wished frames into runs of the decoder", () => {
  it("decodes on to a near neighbour", () => {
    expect(groupRuns([1, 2, 3], minute(1))).toEqual([[1, 2, 3]]);
  });

  it("seeks where much would be decoded for nothing", () => {
    expect(groupRuns([1, 2, 20, 21, 50], minute(1))).toEqual([[1, 2], [20, 21], [50]]);
  });

  it("decodes on where no I-frame lies between, however far it is", () => {
    expect(groupRuns([1, 55], minute(60))).toEqual([[1, 55]]);
  });

  it("counts from the I-frame that a seek would begin at", () => {
    expect(groupRuns([9, 19], minute(10))).toEqual([[9, 19]]);
    expect(groupRuns([1, 19], minute(10))).toEqual([[1], [19]]);
  });

  it("limits a run, so that the decoder's expression stays small", () => {
    const wished = Array.from({ length: 450 }, (_, i) => i / 10);
    expect(groupRuns(wished, minute(1)).map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(groupRuns(wished, minute(1)).flat()).toEqual(wished);
  });

  it("has nothing to do for nothing", () => {
    expect(groupRuns([], minute(1))).toEqual([]);
  });
});
