import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { scanInParts } from "../../../src/video/plan/in-parts.ts";
import { analyseScan } from "../../../src/video/shots/analyse.ts";
import type { Scan, ScanPlan, TimeRange, VideoFile } from "../../../src/video/video.ts";
import { makeClip } from "../../fixtures/clip.ts";
import { framesOf, hold, paintedVideo, scanOf } from "../../support/painted-scan.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const { signal } = new AbortController();

describe("a scan in parts", () => {
  const folder = temporaryFolder();
  const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });
  const b = "bframes=3:b-pyramid=1:keyint=50";

  it.each([
    ["H.264", "mp4", "predicted", ["-c:v", "libx264", "-x264-params", b]],
    [
      "H.264 whose groups refer to each other",
      "mp4",
      "predicted",
      ["-c:v", "libx264", "-x264-params", `${b}:open-gop=1`],
    ],
    ["a transport stream", "ts", "predicted", ["-c:v", "libx264", "-x264-params", b]],
    ["HEVC", "mp4", "reference", ["-c:v", "libx265", "-x265-params", `${b}:log-level=error`]],
  ] as const)("of %s has the frames of one pass, each once", async (_name, ending, frames, encode) => {
    const path = join(folder, `${_name.length}.${ending}`);
    const shots = [
      { colour: "grey", frames: 180 },
      { colour: "orange", frames: 120 },
    ] as const;
    await makeClip(path, { shots, moving: true, encode: [...encode, "-pix_fmt", "yuv420p"] });
    const video = await reader.open(path, signal);
    const range = { start: 0, end: video.info.duration };
    const plan: ScanPlan = { range, longSide: 160, frames };
    const whole = await seen(video.scan(plan, signal));
    const parts = watched(video);
    const scan = scanInParts(parts, plan, signal);
    expect(await seen(scan)).toEqual(whole);
    expect(scan.faults()).toBe(0);
    expect(parts.ranges).toHaveLength(2);
  });

  it("finds a cut where two parts meet, once", async () => {
    const video = painted([...hold({ colour: "red" }, 320), ...hold({ colour: "blue" }, 320)]);
    const parts = watched(video);
    const range = { start: 0, end: 64 };
    const scan = scanInParts(parts, { range, longSide: 160, frames: "predicted" }, signal);
    const { cuts } = await analyseScan(scan, range, () => undefined);
    expect(parts.ranges.map(({ start }) => start)).toEqual([0, 32]);
    expect(cuts).toEqual([32]);
  });

  it("reads two parts from the start, two more at the most, and none once the reader leaves", async () => {
    const parts = watched(painted(hold({ colour: "red" }, 20_000)));
    const plan: ScanPlan = { range: { start: 0, end: 2_000 }, longSide: 160, frames: "predicted" };
    const starts: number[][] = [];
    for await (const { timestamp } of scanInParts(parts, plan, signal).frames) {
      starts.push([...parts.read]);
      if (timestamp >= 5) break;
    }
    expect(parts.ranges).toHaveLength(8);
    expect(starts[0]).toEqual([0, 250]);
    expect(parts.read.length).toBeLessThanOrEqual(3);
  });

  it("passes on what went wrong in a part that was read ahead", async () => {
    const video = painted(hold({ colour: "red" }, 640));
    const broken: VideoFile = {
      ...video,
      scan: (plan, signal) => (plan.range.start === 0 ? video.scan(plan, signal) : failing()),
    };
    const plan: ScanPlan = { range: { start: 0, end: 64 }, longSide: 160, frames: "predicted" };
    await expect(seen(scanInParts(broken, plan, signal))).rejects.toThrow("broken");
  });
});

/** Ten frames a second, each an I-frame. */
function painted(looks: Parameters<typeof framesOf>[0]): VideoFile {
  const frames = framesOf(looks, 10);
  return {
    ...paintedVideo(frames),
    scan: ({ range: { start, end } }) =>
      scanOf(frames.filter(({ timestamp }) => timestamp >= start && timestamp < end)),
  };
}

function failing(): Scan {
  async function* frames() {
    yield* framesOf([]);
    throw new Error("broken");
  }
  return { frames: frames(), faults: () => 0 };
}

/** The same video, which keeps the ranges it was asked for and the starts of those that were read. */
function watched(video: VideoFile) {
  const ranges: TimeRange[] = [];
  const read: number[] = [];
  return {
    ...video,
    ranges,
    read,
    scan(plan: ScanPlan, signal: AbortSignal): Scan {
      ranges.push(plan.range);
      const scan = video.scan(plan, signal);
      async function* frames() {
        read.push(plan.range.start);
        yield* scan.frames;
      }
      return { ...scan, frames: frames() };
    },
  };
}

function seen(scan: Scan): Promise<{ timestamp: number; luma: string }[]> {
  return Array.fromAsync(scan.frames, ({ timestamp, picture }) => ({
    timestamp,
    luma: Buffer.from(picture.luma).toString("base64"),
  }));
}
