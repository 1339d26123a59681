import { describe, expect, it } from "vitest";
import { ticks, timeline } from "../../../src/report/page/timeline.ts";
import { storyboard, summary } from "../../fixtures/summary.ts";
import { reportOf } from "../report-of.ts";

describe("timeline", () => {
  it("gives each segment its share of the length and marks the still within it", () => {
    const { text } = timeline(reportOf(summary()));
    // 42 of 180 s; the still at 12.5 s of them.
    expect(text).toContain("left:min(0%,100% - 6px);width:23.333%");
    expect(text).toContain('<span class="moment" style="left:29.762%">');
    expect(text).toContain("left:min(55.694%,100% - 6px);width:44.306%");
  });

  it("names each link by time and theme", () => {
    expect(timeline(reportOf(summary())).text).toContain(
      'href="#segment-2" aria-label="2. Go to 0:42 – 1:40, The rabbit wakes"',
    );
  });

  it("names a storyboard's links by their place", () => {
    expect(timeline(reportOf(storyboard())).text).toContain("Go to 0:42 – 1:40, Keyframe 2 of 3");
  });

  it("begins where the looking began", () => {
    const [, second, third] = summary().segments;
    if (!second || !third) throw new Error("the fixture has three segments");
    const part = summary({
      segments: [second, third],
      coverage: { ...summary().coverage, start: 42 },
    });
    expect(timeline(reportOf(part)).text).toContain("left:min(0%,100% - 6px);width:42.21%");
  });

  it("shows a segment of no length without dividing by it", () => {
    const [first] = summary().segments;
    if (!first) throw new Error("the fixture has a segment");
    const moment = summary({
      segments: [{ ...first, start: 0, end: 0 }],
      coverage: { ...summary().coverage, end: 0 },
    });
    expect(timeline(reportOf(moment)).text).not.toMatch(/NaN|Infinity/);
  });
});

describe("ticks", () => {
  it.each([
    [0, 30, [0, 5, 10, 15, 20, 25, 30]],
    [0, 180, [0, 30, 60, 90, 120, 150, 180]],
    [80, 300, [80, 120, 180, 240, 300]],
    [0, 0.5, [0, 0.5]],
    [0, 5403, [0, 1800, 3600, 5403]],
    // Where the hour stands before it, the end's own mark takes more room.
    [0, 10_800, [0, 1800, 3600, 5400, 7200, 10_800]],
  ])("marks %d–%d s at round times, the ends included", (start, end, times) => {
    expect(ticks({ start, end })).toEqual(times);
  });

  it("stays few for a recording of days", () => {
    expect(ticks({ start: 0, end: 200_000 }).length).toBeLessThanOrEqual(8);
  });
});
