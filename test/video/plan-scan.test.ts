import { describe, expect, it } from "vitest";
import { planScan } from "../../src/video/plan-scan.ts";
import { createTimeline, type Timeline } from "../../src/video/timeline.ts";

/** An hour with an I-frame every so many seconds. */
function hour(iFrameEvery: number): Timeline {
  const entries = Array.from({ length: 3_600 / iFrameEvery }, (_, i) => ({
    timestamp: i * iFrameEvery,
    duration: iFrameEvery,
    iFrame: true,
  }));
  return createTimeline(entries);
}

describe("the plan of a scan", () => {
  it("decodes all of what lasts up to twenty minutes, also out of a longer video", () => {
    expect(planScan({ start: 0, end: 1_200 }, hour(5)).frames).toBe("all");
    expect(planScan({ start: 1_000, end: 2_200 }, hour(5)).frames).toBe("all");
  });

  it("decodes only the I-frames of a longer one where those are dense", () => {
    const range = { start: 0, end: 3_600 };
    expect(planScan(range, hour(12))).toEqual({ range, longSide: 160, frames: "intra" });
  });

  it("decodes what others refer to where I-frames are rare", () => {
    expect(planScan({ start: 0, end: 3_600 }, hour(15)).frames).toBe("reference");
  });

  it("does not trust a video whose I-frames stop early", () => {
    expect(planScan({ start: 0, end: 3_700 }, hour(5)).frames).toBe("reference");
  });

  it("counts only the I-frames of the range", () => {
    const gap = createTimeline(
      Array.from({ length: 400 }, (_, i) => ({
        timestamp: i * 10 + (i > 0 ? 90 : 0),
        duration: 10,
        iFrame: true,
      })),
    );
    expect(planScan({ start: 0, end: 3_000 }, gap).frames).toBe("reference");
    expect(planScan({ start: 100, end: 3_000 }, gap).frames).toBe("intra");
  });

  it("bears a video of hours in which every frame is an I-frame", () => {
    expect(planScan({ start: 0, end: 3_600 }, hour(1 / 100)).frames).toBe("intra");
  });
});
