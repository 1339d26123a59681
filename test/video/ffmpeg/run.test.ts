import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createFfmpeg, type OnRun } from "../../../src/video/ffmpeg/ffmpeg.ts";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { makeClip } from "../../fixtures/clip.ts";
import { eventually } from "../../support/eventually.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

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
  await eventually(() => expect(runs).toEqual(["ffprobe stopped"]));
});

it("tells of a file that ffprobe does not take", async () => {
  const { folder, runs, reader } = watching();
  const path = join(folder, "words.mp4");
  writeFileSync(path, "these are words and no film");
  await expect(reader.open(path, never)).rejects.toMatchObject({ code: "not-a-video" });
  await eventually(() => expect(runs).toEqual(["ffprobe failed"]));
});
