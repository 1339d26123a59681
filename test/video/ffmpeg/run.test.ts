import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { planRuns } from "../../../src/video/ffmpeg/decode/frame-runs.ts";
import { createFfmpeg, type OnRun } from "../../../src/video/ffmpeg/ffmpeg.ts";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { makeClip } from "../../fixtures/clip.ts";
import { EIGHT_SECONDS, x264 } from "../../fixtures/known-clips/known-clip.ts";
import { eventually } from "../../support/eventually.ts";
import { decodeJpeg, numberIn } from "../../support/read-picture.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

function watching() {
  const folder = temporaryFolder();
  const runs: string[] = [];
  const onRun: OnRun = (program, outcome) => runs.push(`${program} ${outcome}`);
  const environment = { PATH: process.env.PATH ?? "" };
  const programs = { ffmpeg: "ffmpeg", ffprobe: "ffprobe" };
  const ffmpeg = createFfmpeg({ ...programs, environment, logger: createFakeLogger(), onRun });
  return { folder, runs, reader: createFfmpegReader(ffmpeg, { maxMinutes: 10 }) };
}

const never = new AbortController().signal;

it("tells of each run of ffmpeg and ffprobe how it ended", async () => {
  const { folder, runs, reader } = watching();
  const path = join(folder, "clip.mp4");
  await makeClip(path, { shots: [{ colour: "red", frames: 50 }], rate: 10, width: 64, height: 64 });
  const video = await reader.open(path, never);
  await Array.fromAsync(video.framesAt([1], 64, never));
  await eventually(() => expect(new Set(runs)).toEqual(new Set(["ffprobe ok", "ffmpeg ok"])));

  runs.length = 0;
  for await (const _ of video.framesAt([0, 1, 2, 3, 4], 64, never)) break;
  await eventually(() => expect(runs).toContain("ffmpeg ok"));

  runs.length = 0;
  const stopped = AbortSignal.timeout(1);
  await expect(reader.open(path, stopped)).rejects.toMatchObject({ code: "cancelled" });
  await eventually(() => expect(runs).toEqual(["ffprobe stopped", "ffprobe stopped"]));
});

it("reads a file's header and its packets side by side", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "clip.mp4");
  await makeClip(path, { shots: [{ colour: "red", frames: 50 }], rate: 10, width: 64, height: 64 });
  // Each run waits until it has seen another one beside it.
  const [ffprobe, started] = [join(folder, "ffprobe"), join(folder, "started")];
  const waits = `while [ "$(wc -l < ${started})" -lt 2 ]; do sleep 0.02; done`;
  writeFileSync(ffprobe, `#!/bin/sh\necho one >> ${started}\n${waits}\nexec ffprobe "$@"\n`, { mode: 0o755 });
  const video = await createFfmpegReader(testFfmpeg({ ffprobe }), { maxMinutes: 10 }).open(path, never);
  expect(video.timeline.frames).toBe(50);
});

it("tells of a file that ffprobe does not take", async () => {
  const { folder, runs, reader } = watching();
  const path = join(folder, "words.mp4");
  writeFileSync(path, "these are words and no film");
  await expect(reader.open(path, never)).rejects.toMatchObject({ code: "not-a-video" });
  await eventually(() => expect(runs).toHaveLength(2));
  expect(runs).toContain("ffprobe failed");
});

it("reads all I-frames in one run, beside the runs for others, and gives all in order", async () => {
  const { folder, runs, reader } = watching();
  const path = join(folder, "groups.mp4");
  await makeClip(path, { ...EIGHT_SECONDS, encode: x264("-g", "10", "-bf", "2", "-sc_threshold", "0") });
  const video = await reader.open(path, never);
  runs.length = 0;
  const times = [0, 1, 2, 3.5, 5, 6, 7];
  const frames = await Array.fromAsync(video.framesAt(times, 160, never));
  expect(frames.map(({ timestamp }) => timestamp)).toEqual(times);
  const numbers = await Promise.all(frames.map(async ({ jpeg }) => numberIn(await decodeJpeg(jpeg))));
  expect(numbers).toEqual(times.map((time) => time * 10));
  await eventually(() => expect(runs).toEqual(["ffmpeg ok", "ffmpeg ok"]));
});

it("leaves out frames to which none refers, and gives the same pictures", async () => {
  const { folder, runs, reader } = watching();
  const path = join(folder, "b-frames.mp4");
  const encode = x264("-g", "80", "-sc_threshold", "0", "-x264-params", "bframes=1:b-adapt=0");
  await makeClip(path, { ...EIGHT_SECONDS, encode });
  const video = await reader.open(path, never);
  const all = video.timeline.framesWithin(0, 8);
  const leavesOut = (time: number) => planRuns([time], video.timeline, video.info)[0]?.frames === "reference";
  const times = all.filter(leavesOut);
  expect(times.length).toBeGreaterThan(all.length / 4);
  const decoded = await Array.fromAsync(video.framesAt(all, 160, never));
  runs.length = 0;
  const frames = await Array.fromAsync(video.framesAt(times, 160, never));
  expect(frames).toEqual(decoded.filter(({ timestamp }) => times.includes(timestamp)));
  await eventually(() => expect(runs).toEqual(["ffmpeg ok"]));
});

it("leaves out all B-frames where it has seen that P-frames come out the same, and gives the same pictures", async () => {
  const { folder, runs, reader } = watching();
  const path = join(folder, "pyramid.mp4");
  const pyramid = "bframes=3:b-adapt=0:b-pyramid=normal:ref=4";
  await makeClip(path, {
    ...EIGHT_SECONDS,
    encode: x264("-g", "10", "-sc_threshold", "0", "-x264-params", pyramid),
  });
  const video = await reader.open(path, never);
  const all = video.timeline.framesWithin(0, 8);
  const decoded = await Array.fromAsync(video.framesAt(all, 160, never));
  // A P-frame in each group: the pattern is I b B b P b B b P P.
  const times = all.filter((_, i) => i % 10 === 4);
  runs.length = 0;
  const frames = await Array.fromAsync(video.framesAt(times, 160, never));
  expect(frames).toEqual(decoded.filter(({ timestamp }) => times.includes(timestamp)));
  // Two frames are read both ways, and then all in one run.
  await eventually(() => expect(runs).toEqual(Array(5).fill("ffmpeg ok")));
});
