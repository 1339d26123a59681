import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { createFfmpegReader } from "../../../../src/video/ffmpeg/reader.ts";
import { scanInParts } from "../../../../src/video/plan/in-parts.ts";
import type { Frame, ScanPlan, VideoFile } from "../../../../src/video/video.ts";
import { makeClip } from "../../../fixtures/clip.ts";
import { rotateDisplay } from "../../../fixtures/rotate.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { testFfmpeg } from "../../../support/test-ffmpeg.ts";

const never = new AbortController().signal;
const folder = temporaryFolder();
const X264 = ["-c:v", "libx264", "-x264-params", "bframes=3:b-pyramid=1:keyint=50"];
const X265 = ["-c:v", "libx265", "-x265-params", "bframes=3:keyint=50:log-level=error"];
const TWO_HUNDRED = [
  { colour: "grey", frames: 110 },
  { colour: "orange", frames: 90 },
] as const;
const PQ = ["-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc"];

async function clip(name: string, encode: readonly string[], filters: readonly string[] = []) {
  const path = join(folder, `${name}.mp4`);
  const size = { width: 640, height: 360 };
  await makeClip(path, { shots: TWO_HUNDRED, moving: true, ...size, filters, encode });
  return path;
}

const open = (path: string) => createFfmpegReader(testFfmpeg(), { maxMinutes: 10 }).open(path, never);

const LONG_SIDE = 256;

function plan(frames: ScanPlan["frames"], taken: Frame[], more: Partial<ScanPlan> = {}): ScanPlan {
  const keep = {
    longSide: LONG_SIDE,
    every: 0.5,
    most: 1e8,
    take: (frame: Frame) => void taken.push(frame),
  };
  return { range: { start: 0, end: 8 }, longSide: 160, frames, rough: true, keep, ...more };
}

async function read(video: VideoFile, how: ScanPlan) {
  return Array.fromAsync(video.scan(how, never).frames, ({ timestamp }) => timestamp);
}

/** The largest difference of any sample, 0 to 255. Tone mapping calculates in fractions, and rounds one in a thousand otherwise. */
async function farthest(one: Frame, other: Frame | undefined): Promise<number> {
  const [a, b] = await Promise.all([one, other].map((frame) => sharp(frame?.jpeg).raw().toBuffer()));
  expect(a?.length).toBe(b?.length);
  return (a ?? Buffer.alloc(0)).reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (b?.[i] ?? 0))),
    0,
  );
}

describe("frames that a scan keeps", () => {
  it.each([
    ["H.264 without its B-frames", "predicted", X264, []],
    ["H.264, every frame", "all", X264, []],
    ["HEVC without what no frame refers to", "reference", X265, []],
    ["HDR", "all", [...X264, ...PQ], ["format=yuv420p10le"]],
    ["pixels that are not square", "all", X264, ["setsar=4/3"]],
  ] as const)(
    "are those that are decoded for themselves, to the pixel: %s",
    async (name, frames, encode, filters) => {
      const format = name === "HDR" ? [] : ["-pix_fmt", "yuv420p"];
      const video = await open(
        await clip(`${name.replaceAll(/\W/g, "")}-kept`, [...encode, ...format], filters),
      );
      const kept: Frame[] = [];
      const scanned = await read(video, plan(frames, kept));
      const times = kept.map(({ timestamp }) => timestamp);
      expect(kept.length).toBeGreaterThanOrEqual(14);
      expect(scanned).toEqual(expect.arrayContaining(times));
      const exact = await Array.fromAsync(video.framesAt(times, LONG_SIDE, never));
      expect(exact).toHaveLength(kept.length);
      expect(exact.map(({ timestamp }) => timestamp)).toEqual(times);
      const far = await Promise.all(exact.map((frame, i) => farthest(frame, kept[i])));
      expect(Math.max(...far)).toBeLessThanOrEqual(name === "HDR" ? 4 : 0);
      expect(kept.map(({ width, height }) => [width, height])).toEqual(
        exact.map(({ width, height }) => [width, height]),
      );
    },
  );

  it("stand upright where the video is turned", async () => {
    const path = await clip("turned-kept", [...X264, "-pix_fmt", "yuv420p"]);
    rotateDisplay(path, 90);
    const video = await open(path);
    const kept: Frame[] = [];
    await read(video, plan("predicted", kept));
    const [exact] = await Array.fromAsync(video.framesAt([kept[3]?.timestamp ?? 0], LONG_SIDE, never));
    expect([kept[3]?.width, kept[3]?.height]).toEqual([144, 256]);
    expect(kept[3]?.jpeg.equals(exact?.jpeg ?? Buffer.alloc(0))).toBe(true);
  });

  it("are all I-frames, and others at the distance that was asked for", async () => {
    const video = await open(await clip("rate-kept", [...X264, "-pix_fmt", "yuv420p"]));
    const kept: Frame[] = [];
    await read(video, plan("predicted", kept));
    const times = kept.map(({ timestamp }) => timestamp);
    expect(times).toEqual(expect.arrayContaining([...video.timeline.iFrames]));
    const isI = (time: number) => video.timeline.iFrames.includes(time);
    const near = times.filter((time, i) => i > 0 && !isI(time) && time - (times[i - 1] ?? 0) < 0.5 - 1e-6);
    expect(near).toEqual([]);
  });

  it("lie in the range, and weigh no more than they may, also in parts", async () => {
    const video = await open(await clip("bounded-kept", [...X264, "-pix_fmt", "yuv420p"]));
    const kept: Frame[] = [];
    const range = { start: 3, end: 6 };
    await read(video, plan("predicted", kept, { range }));
    expect(kept.every(({ timestamp }) => timestamp >= 3 && timestamp < 6)).toBe(true);
    const most = kept.reduce((sum, { jpeg }) => sum + jpeg.byteLength, 0) / 2;
    const few: Frame[] = [];
    const bounded = plan("predicted", few, { range });
    if (bounded.keep) await read(video, { ...bounded, keep: { ...bounded.keep, most } });
    expect(few.length).toBeGreaterThan(0);
    expect(few.length).toBeLessThan(kept.length);
    const parts: Frame[] = [];
    const scan = scanInParts(video, plan("predicted", parts), never);
    for await (const _ of scan.frames);
    const whole: Frame[] = [];
    await read(video, plan("predicted", whole));
    expect(parts.length).toBeGreaterThanOrEqual(whole.length);
    const times = parts.map(({ timestamp }) => timestamp);
    expect(new Set(times).size).toBe(times.length);
  });
});
