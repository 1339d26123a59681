import { describe, expect, it } from "vitest";
import { choosePlan } from "../../../src/video/plan/choose-plan.ts";
import { createTimeline, type Timeline } from "../../../src/video/timeline.ts";
import type { Epoch } from "../../../src/video/video.ts";
import { paintedVideo, paintPicture } from "../../support/painted-scan.ts";

const painted = paintedVideo([{ timestamp: 0, picture: paintPicture({ colour: "grey" }) }]).info;

/** Ten frames a second for so long; `isIFrame` tells which second begins with an I-frame. */
function timelineOf(seconds: number, isIFrame: (second: number) => boolean): Timeline {
  return createTimeline(
    Array.from({ length: seconds * 10 }, (_, i) => ({
      timestamp: i / 10,
      duration: 0.1,
      iFrame: i % 10 === 0 && isIFrame(i / 10),
    })),
  );
}

const planOf = (
  timeline: Timeline,
  end: number,
  more: { thorough?: boolean; codec?: string; start?: number; epochs?: readonly Epoch[] } = {},
) =>
  choosePlan({
    info: { ...painted, codec: more.codec ?? "h264", ...(more.epochs && { epochs: more.epochs }) },
    timeline,
    range: { start: more.start ?? 0, end },
    thorough: more.thorough ?? false,
  });

/** As x264 places them: at cuts, and when eight seconds have passed. */
const atCuts = (second: number) => [0, 3, 7, 12].some((cut) => second % 20 === cut);

describe("the plan of a scan", () => {
  it("decodes all of a short video, also of a short part", () => {
    expect(planOf(timelineOf(60, atCuts), 60)).toMatchObject({ kind: "thorough", reason: "short" });
    const part = planOf(timelineOf(600, atCuts), 160, { start: 100 });
    expect(part).toMatchObject({ kind: "thorough", reason: "short" });
  });

  it("begins with the I-frames of a longer one where the encoder put them at cuts", () => {
    const plan = planOf(timelineOf(600, atCuts), 600);
    expect(plan).toMatchObject({ kind: "sparse", reason: "by-choice", first: { frames: "intra" } });
  });

  it("trusts I-frames by the clock only where they are dense", () => {
    expect(
      planOf(
        timelineOf(600, (s) => s % 2 === 0),
        600,
      ),
    ).toMatchObject({ kind: "sparse", reason: "dense" });
    const far = planOf(
      timelineOf(600, (s) => s % 8 === 0),
      600,
    );
    expect(far).toMatchObject({ kind: "thorough", reason: "by-clock", first: { frames: "all" } });
  });

  it("decodes everything where I-frames leave wide gaps", () => {
    const stopsEarly = timelineOf(600, (second) => atCuts(second) && second < 500);
    expect(planOf(stopsEarly, 600)).toMatchObject({ kind: "thorough", reason: "far-apart" });
  });

  it("does not take a last frame that holds for a gap", () => {
    const plan = planOf(timelineOf(600, atCuts), 700);
    expect(plan).toMatchObject({ kind: "sparse", reason: "by-choice" });
  });

  it("decodes everything in one pass where recordings with their own clocks were joined", () => {
    const epochs = [
      { shift: 0, border: 1000, back: true },
      { shift: 2000, border: null, back: false },
    ];
    const plan = planOf(timelineOf(600, atCuts), 600, { epochs });
    expect(plan).toMatchObject({ kind: "thorough", reason: "joined", first: { frames: "all" } });
  });

  it("decodes everything when asked to, pictures eight times a second", () => {
    const plan = planOf(timelineOf(600, atCuts), 600, { thorough: true });
    expect(plan).toMatchObject({ kind: "thorough", reason: "asked" });
    expect(plan.first.pictureEvery).toBeLessThan(0.2);
  });

  it("takes a picture of every frame where the rate varies, since any of them may stay for long", () => {
    const entries = [0, 0.04, 0.08, 5, 5.04, 9].map((timestamp) => ({
      timestamp,
      duration: 0,
      iFrame: true,
    }));
    expect(planOf(createTimeline(entries), 10).first).not.toHaveProperty("pictureEvery");
  });

  it("leaves B-frames out of H.264 alone, and deblocking out of HEVC only where it leaves frames out", () => {
    const h264 = planOf(timelineOf(600, atCuts), 600);
    const hevc = planOf(timelineOf(600, atCuts), 600, { codec: "hevc" });
    expect([h264.first.rough, h264.closer({ start: 0, end: 9 }).frames]).toEqual([true, "predicted"]);
    expect([hevc.first.rough, hevc.closer({ start: 0, end: 9 }).frames]).toEqual([false, "reference"]);
    expect(hevc.predicted).toMatchObject({ rough: true, frames: "reference" });
  });

  it("bears an hour in which every frame is an I-frame", () => {
    const entries = Array.from({ length: 360_000 }, (_, i) => ({
      timestamp: i / 100,
      duration: 0.01,
      iFrame: true,
    }));
    expect(planOf(createTimeline(entries), 3_600)).toMatchObject({ kind: "thorough", reason: "dense" });
  });
});
