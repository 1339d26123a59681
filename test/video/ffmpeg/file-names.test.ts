import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { makeClip } from "../../fixtures/clip.ts";
import { EIGHT_SECONDS, x264 } from "../../fixtures/known-clips/known-clip.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const folder = temporaryFolder();
const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });
const never = new AbortController().signal;
const inFolder = (name: string) => join(folder, name);
const good = inFolder("good.mp4");

beforeAll(() => makeClip(good, { ...EIGHT_SECONDS, encode: x264("-g", "20") }));

describe("a name that looks like something else", () => {
  const before = process.cwd();
  beforeAll(() => process.chdir(folder));
  afterAll(() => process.chdir(before));

  it.each([
    "-y.mp4",
    "-i",
    "a:b.mp4",
    "http:a.mp4",
    "pipe:0",
    "concat:good.mp4|good.mp4",
    "new\nline.mp4",
    "100%03d.mp4",
    "%s %n.mp4",
    'quote\'s "here".mp4',
    "[0:v]; back\\slash,.mp4",
    "影片 🎬 é.mp4",
  ])("%j is read as a file of the working folder", async (name) => {
    await copyFile(good, inFolder(name));
    const video = await reader.open(name, never);
    const [frame] = await Array.fromAsync(video.framesAt([7.9], 320, never));
    expect(frame?.timestamp).toBeCloseTo(7.9, 5);
  });

  it.each(["x:y.mp4", "two\nlines.mp4"])("%j is read by its whole path too", async (name) => {
    await copyFile(good, inFolder(name));
    await expect(reader.open(inFolder(name), never)).resolves.toMatchObject({ timeline: { frames: 80 } });
  });
});
