import { describe, expect, it } from "vitest";
import { groupRuns, planRuns } from "../../../../src/video/ffmpeg/decode/frame-runs.ts";
import { createTimeline } from "../../../../src/video/timeline.ts";
import type { VideoInfo } from "../../../../src/video/video.ts";

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
    expect(groupRuns([1, 2, 3], minute(1), 3)).toEqual([[1, 2, 3]]);
  });

  it("seeks where much would be decoded for nothing", () => {
    expect(groupRuns([1, 2, 20, 21, 50], minute(1), 3)).toEqual([[1, 2], [20, 21], [50]]);
  });

  it("decodes on where no I-frame lies between, however far it is", () => {
    expect(groupRuns([1, 55], minute(60), 3)).toEqual([[1, 55]]);
  });

  it("counts from the I-frame that a seek would begin at", () => {
    expect(groupRuns([9, 19], minute(10), 3)).toEqual([[9, 19]]);
    expect(groupRuns([1, 19], minute(10), 3)).toEqual([[1], [19]]);
  });

  it("limits a run, so that the decoder's expression stays small", () => {
    const wished = Array.from({ length: 450 }, (_, i) => i / 10);
    expect(groupRuns(wished, minute(1), 3).map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(groupRuns(wished, minute(1), 3).flat()).toEqual(wished);
  });

  it("has nothing to do for nothing", () => {
    expect(groupRuns([], minute(1), 3)).toEqual([]);
  });
});

describe("planning runs", () => {
  const info = { width: 1920, height: 1080, frameRate: 30, codec: "h264" } as VideoInfo;
  const all = (...times: number[]) => ({ times, frames: "all" });
  const iFrames = (...times: number[]) => ({ times, frames: "intra" });

  it("reads I-frames in one run that skips all others, however far it reaches", () => {
    expect(planRuns([0, 10, 20, 50], minute(10), info)).toEqual([iFrames(0, 10, 20, 50)]);
  });

  it("keeps them apart from other frames, unless those pass them anyway", () => {
    expect(planRuns([0, 20, 25, 40], minute(10), info)).toEqual([iFrames(0, 40), all(20, 25)]);
    expect(planRuns([9.5, 10, 11], minute(10), info)).toEqual([all(9.5, 10, 11)]);
  });

  it("seeks where more I-frames would be decoded for nothing than a seek costs, which is a matter of their size", () => {
    expect(planRuns([0, 5, 30], minute(1), info)).toEqual([iFrames(0, 5), iFrames(30)]);
    expect(planRuns([0, 5, 30], minute(1), { ...info, width: 640, height: 360 })).toEqual([
      iFrames(0, 5, 30),
    ]);
  });

  it("leaves out frames to which none refers, where those that are wanted seem to be others", () => {
    const mp4 = { ...info, container: "mov,mp4,m4a,3gp,3g2,mj2" };
    const film = createTimeline(
      Array.from({ length: 100 }, (_, i) => ({
        ...{ timestamp: i / 10, duration: 0.1, iFrame: i === 0 },
        bytes: i % 2 === 0 ? 900 : 100,
      })),
    );
    expect(planRuns([4, 8], film, mp4)).toEqual([{ times: [4, 8], frames: "reference" }]);
    for (const [times, how] of [
      [[4, 8.1], mp4],
      [[4, 9.9], mp4],
      [[4, 8], { ...mp4, codec: "hevc" }],
      [[4, 8], { ...mp4, container: "mpegts" }],
    ] as const) {
      expect(planRuns(times, film, how)).toEqual([all(...times)]);
    }
  });

  it("leaves no frame out where the decoder cannot, or recordings were joined", () => {
    expect(planRuns([0, 20], minute(10), { ...info, codec: "vp9" })).toEqual([all(0), all(20)]);
    expect(planRuns([0, 20], minute(10), { ...info, epochs: [] })).toEqual([all(0, 20)]);
  });
});
