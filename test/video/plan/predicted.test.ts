import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { scanPredicted } from "../../../src/video/plan/predicted.ts";
import { scanVideo } from "../../../src/video/plan/scan-video.ts";
import { distance, type Signature, signatureOf } from "../../../src/video/shots/signature.ts";
import { createTimeline } from "../../../src/video/timeline.ts";
import type { ScanPlan, VideoFile } from "../../../src/video/video.ts";
import { makeClip } from "../../fixtures/clip.ts";
import { makeHurtClip } from "../../fixtures/hurt-clip.ts";
import { framesOf, hold, paintedVideo, scanOf } from "../../support/painted-scan.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const { signal } = new AbortController();
const FPS = 10;
const FRAMES = 1_200;
const range = { start: 0, end: FRAMES / FPS };
const frames = framesOf([...hold({ colour: "red" }, 630), ...hold({ colour: "blue" }, 570)], FPS);

/** Two shots, an I-frame in eight seconds; one in `everyNth` frames is a P-frame. */
function film(everyNth: number, faults = 0): VideoFile & { readonly kinds: Set<ScanPlan["frames"]> } {
  const kinds = new Set<ScanPlan["frames"]>();
  const isIFrame = (i: number) => i % 80 === 0;
  return {
    ...paintedVideo(frames),
    kinds,
    info: { ...paintedVideo(frames).info, codec: "h264", duration: range.end },
    timeline: createTimeline(
      frames.map(({ timestamp }, i) => ({ timestamp, duration: 1 / FPS, iFrame: isIFrame(i), bytes: 1_000 })),
    ),
    scan({ frames: kind, range: { start, end } }) {
      kinds.add(kind);
      const kept = frames.filter(
        ({ timestamp }, i) =>
          timestamp >= start &&
          timestamp < end &&
          (kind === "all" || isIFrame(i) || (kind === "predicted" && i % everyNth === 0)),
      );
      return scanOf(kept, kind === "predicted" ? faults : 0);
    },
  };
}

describe("I- and P-frames alone", () => {
  it("find the cut of a film whose I-frames stand by the clock", async () => {
    const video = film(3);
    const { scan, explanation } = await scanVideo(video, range, {}, signal);
    expect(explanation.kind).toBe("predicted");
    expect(scan.cuts).toEqual([63]);
    expect([...video.kinds]).toEqual(["predicted"]);
  });

  it.each([
    ["there are no B-frames to leave out", film(1)],
    ["the encoder made B-frames of nearly all", film(40)],
    ["the file is damaged", film(3, 1)],
  ])("are not enough where %s: then every frame is decoded", async (_why, video) => {
    const { scan, explanation } = await scanVideo(video, range, {}, signal);
    expect(explanation.kind).toBe("thorough");
    expect(scan.cuts).toEqual([63]);
    expect([...video.kinds]).toEqual(["predicted", "all"]);
  });

  it("do not go on once the first seconds have shown that they are all frames", async () => {
    let last = 0;
    const seen = await scanPredicted(
      film(1),
      range,
      { range, longSide: 160, frames: "predicted" },
      (t) => (last = t),
      signal,
    );
    expect(seen).toBeNull();
    expect(last).toBeLessThan(20);
  });
});

describe("P-frames of a real encoder", () => {
  const folder = temporaryFolder();
  const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });
  const plan = { longSide: 240, frames: "predicted", rough: true } as const;

  it("come out to the end although the B-frames that they followed are missing", async () => {
    const path = join(folder, "b-frames.mp4");
    const encode = [
      "-c:v",
      "libx264",
      "-x264-params",
      "bframes=3:b-adapt=0:b-pyramid=normal:keyint=50",
      "-pix_fmt",
      "yuv420p",
    ];
    await makeClip(path, { shots: [{ colour: "grey", frames: 300 }], moving: true, encode });
    const video = await reader.open(path, signal);
    const whole = { start: 0, end: video.info.duration };
    const scan = video.scan({ ...plan, range: whole }, signal);
    const seen = await Array.fromAsync(scan.frames, ({ timestamp, picture }) => ({
      timestamp,
      signature: signatureOf(picture),
    }));
    expect(scan.faults()).toBe(0);
    expect(seen.length).toBeGreaterThan(60);
    expect(seen.length).toBeLessThan(150);
    expect(seen.at(-1)?.timestamp).toBeGreaterThan(11.5);
    const all = new Map<number, Signature>();
    const every = video.scan({ ...plan, range: whole, frames: "all" }, signal);
    for await (const { timestamp, picture } of every.frames) all.set(timestamp, signatureOf(picture));
    const off = seen.map(({ timestamp, signature }) => {
      const recorded = all.get(timestamp);
      return recorded ? distance(signature, recorded) : 255;
    });
    // Where a P-frame refers to one that is missing it is off a little, and by far less than another shot.
    expect(Math.max(...off)).toBeLessThan(3);
  });

  it("count for nothing where the file is damaged", async () => {
    const path = join(folder, "hurt.mp4");
    await makeHurtClip(path, { group: 20, at: 0.85 });
    const video = await reader.open(path, signal);
    const whole = { start: 0, end: video.info.duration };
    expect(await scanPredicted(video, whole, { ...plan, range: whole }, () => undefined, signal)).toBeNull();
  });
});
