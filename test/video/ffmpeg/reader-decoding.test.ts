import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import type { VideoPlan } from "../../../src/video/plan/choose-plan.ts";
import { scanSparsely } from "../../../src/video/plan/scan-video.ts";
import type { ScanFrame, VideoFile } from "../../../src/video/video.ts";
import { describeVideoReader } from "../../contracts/video-reader.ts";
import { makeHurtClip } from "../../fixtures/hurt-clip.ts";
import { decodingClips } from "../../fixtures/known-clips/decoding.ts";
import { runningProcesses } from "../../support/processes.ts";
import { decodeJpeg, numberIn } from "../../support/read-picture.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });
const never = new AbortController().signal;
const folder = temporaryFolder();

describeVideoReader("the ffmpeg reader", decodingClips, () => ({ reader, running: runningProcesses }));

describe("a video with a hole in it", () => {
  it("shows the nearest earlier frame that decodes, with its own time, and nothing made of what is missing", async () => {
    const path = join(folder, "hurt.mp4");
    await makeHurtClip(path);
    const video = await reader.open(path, never);
    const times = video.timeline.framesWithin(0, Number.POSITIVE_INFINITY);
    const substitutes: number[] = [];
    // The second group of pictures begins at four seconds, and is whole.
    for (const time of times.filter((one) => one < 4.2)) {
      const [frame, ...more] = await Array.fromAsync(video.framesAt([time], Number.POSITIVE_INFINITY, never));
      if (!frame) throw new Error(`nothing at ${time}`);
      expect(more).toEqual([]);
      expect(numberIn(await decodeJpeg(frame.jpeg)), `at ${time}`).toBe(Math.round(frame.timestamp * 10));
      expect(frame.timestamp).toBeLessThanOrEqual(time);
      expect(frame.inPlaceOf, `at ${time}`).toBe(frame.timestamp < time ? time : undefined);
      if (frame.timestamp < time) substitutes.push(time);
    }
    expect(substitutes.length).toBeGreaterThan(3);
    expect(substitutes.length).toBeLessThan(40);
    const all = await Array.fromAsync(video.framesAt(times, 240, never));
    expect(all).toHaveLength(times.length - substitutes.length);
  });

  it("shows I-frames that are whole, and the nearest earlier frame in place of one that is not", async () => {
    const path = join(folder, "hurt-i-frame.mp4");
    await makeHurtClip(path, { group: 10, at: 0.585 });
    const video = await reader.open(path, never);
    const { iFrames } = video.timeline;
    expect(iFrames).toHaveLength(8);
    const frames = await Array.fromAsync(video.framesAt(iFrames, 240, never));
    expect(frames).toHaveLength(8);
    const substitutes = frames.filter(({ inPlaceOf }) => inPlaceOf !== undefined);
    expect(substitutes).toHaveLength(1);
    for (const [i, { timestamp, inPlaceOf = timestamp, jpeg }] of frames.entries()) {
      expect(inPlaceOf).toBe(iFrames[i]);
      expect(numberIn(await decodeJpeg(jpeg))).toBe(Math.round(timestamp * 10));
    }
  });

  it.each([
    ["every frame", { frames: "all" }],
    ["some of the frames", { frames: "all", pictureEvery: 0.12, rough: true }],
  ] as const)("scans %s, and none that was made of what is missing", async (_, how) => {
    const path = join(folder, "hurt-scan.mp4");
    await makeHurtClip(path);
    const video = await reader.open(path, never);
    const { duration } = video.info;
    const scan = (start: number) =>
      Array.fromAsync(video.scan({ range: { start, end: duration }, longSide: 240, ...how }, never).frames);
    const whole = await scan(0);
    const fromWithin = await scan(3.5);
    for (const { timestamp, picture } of [...whole, ...fromWithin]) {
      expect(numberIn(picture), `at ${timestamp}`).toBe(Math.round(timestamp * 10));
    }
    const times = whole.flatMap(({ timestamp, passed = [{ timestamp, change: 0 }] }) => passed);
    const first = times.filter(({ timestamp }) => timestamp < 4 - 1e-6);
    expect(first.length).toBeGreaterThan(0);
    expect(first.map(({ timestamp }) => Math.round(timestamp * 10))).toEqual([...first.keys()]);
    expect(first.length).toBeLessThan(37);
    expect(times.length - first.length).toBe(40);
    // The I-frame before this range is sound, and a frame between the two is not.
    expect(fromWithin[0]?.timestamp).toBeGreaterThan(4 - 1e-6);
    expect(fromWithin[0]?.timestamp).toBeLessThan(4.2);
  });

  it("looks at a damaged part frame by frame where it would have left frames out", async () => {
    const path = join(folder, "hurt-sparse.mp4");
    // The last group is always looked at closer.
    await makeHurtClip(path, { group: 20, at: 0.85 });
    const video = await reader.open(path, never);
    const range = { start: 0, end: video.info.duration };
    const shared = { longSide: 240, rough: true } as const;
    const pictures: ScanFrame[] = [];
    const watched: VideoFile = {
      ...video,
      scan: (plan, signal) => {
        const { frames, faults } = video.scan(plan, signal);
        const seen = async function* () {
          for await (const { release: _, ...frame } of frames) {
            if (plan.frames === "all") pictures.push(frame);
            yield frame;
          }
        };
        return { frames: seen(), faults };
      },
    };
    const plan: VideoPlan = {
      kind: "sparse",
      reason: "by-choice",
      first: { ...shared, range, frames: "intra" },
      closer: (part) => ({ ...shared, range: part, frames: "predicted" }),
    };
    const { scan } = await scanSparsely(watched, range, plan, () => undefined, never);
    expect(pictures.length).toBeGreaterThan(0);
    for (const { timestamp, picture } of pictures) {
      expect(numberIn(picture), `at ${timestamp}`).toBe(Math.round(timestamp * 10));
    }
    const known = new Set(
      [0, 2, 4, 6, ...pictures.map(({ timestamp }) => timestamp)].map((time) => Math.round(time * 10)),
    );
    const made = scan.candidates.filter(({ timestamp }) => !known.has(Math.round(timestamp * 10)));
    expect(made.map(({ timestamp }) => timestamp)).toEqual([]);
  });
});
