import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { analyseScan } from "../../../src/video/shots/analyse.ts";
import { type ClipOptions, frameTimes, makeClip } from "../../fixtures/clip.ts";
import { x264 } from "../../fixtures/known-clips/known-clip.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const folder = temporaryFolder();
const never = new AbortController().signal;

const shots = [
  { colour: "red", frames: 30 },
  { colour: "grey", frames: 45 },
  { colour: "teal", frames: 12 },
  { colour: "purple", frames: 33 },
] as const;

describe("the shots of a coded clip", () => {
  it.each<[string, Partial<ClipOptions>]>([
    ["at a constant rate", {}],
    ["in coarse quality", { encode: x264("-crf", "36", "-bf", "3") }],
    [
      "at a rate that varies",
      {
        rate: [
          { frames: 25, fps: 30 },
          { frames: 50, fps: 10 },
          { frames: 45, fps: 50 },
        ],
      },
    ],
  ])("begin exactly where they were painted, %s", async (title, options) => {
    const clip = { shots, width: 320, height: 180, moving: true, encode: x264(), ...options };
    const path = join(folder, `${title}.mp4`);
    await makeClip(path, clip);
    const video = await createFfmpegReader(testFfmpeg(), { maxMinutes: 10 }).open(path, never);
    const range = { start: 0, end: video.info.duration };
    const progress: number[] = [];
    const scan = video.scan({ range, longSide: 160, frames: "all" }, never);
    const result = await analyseScan(scan, range, (timestamp) => progress.push(timestamp));
    const times = frameTimes(clip);
    const starts = [30, 75, 87].map((number) => times[number] ?? Number.NaN);
    expect(result.cuts.map((cut) => cut.toFixed(4))).toEqual(starts.map((start) => start.toFixed(4)));
    expect(progress).toHaveLength(120);
    expect(result).toMatchObject({ frames: 120, faults: 0 });
    expect(result.readUntil).toBeCloseTo(times.at(-1) ?? 0, 4);
  });

  it("begin exactly there where one picture in four is looked at and a cut keeps the brightness", async () => {
    const clip: ClipOptions = {
      ...{ width: 320, height: 180, moving: true, encode: x264() },
      shots: [
        { colour: "red", frames: 40 },
        { colour: "blue", frames: 30 },
        { colour: "yellow", frames: 50 },
      ],
      // At eight frames a second the code along the edge, too, changes in each picture.
      rate: [
        { frames: 35, fps: 8 },
        { frames: 85, fps: 30 },
      ],
    };
    const path = join(folder, "one in four.mp4");
    await makeClip(path, clip);
    const video = await createFfmpegReader(testFfmpeg(), { maxMinutes: 10 }).open(path, never);
    const range = { start: 0, end: video.info.duration };
    const scan = video.scan({ range, longSide: 160, frames: "all", pictureEvery: 0.12 }, never);
    const { cuts, transitions } = await analyseScan(scan, range, () => undefined);
    const times = frameTimes(clip);
    expect(cuts.map((cut) => cut.toFixed(4))).toEqual([times[40]?.toFixed(4), times[70]?.toFixed(4)]);
    expect(transitions).toEqual([]);
  });
});
