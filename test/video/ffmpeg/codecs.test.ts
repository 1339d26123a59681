import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import type { VideoFile } from "../../../src/video/video.ts";
import { ffmpeg, makeClip } from "../../fixtures/clip.ts";
import { EIGHT_SECONDS, x264 } from "../../fixtures/known-clips/known-clip.ts";
import { numberIn } from "../../support/read-picture.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const folder = temporaryFolder();
const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });
const never = new AbortController().signal;
const inFolder = (name: string) => join(folder, name);
const good = inFolder("good.mp4");
const SINE = ["-f", "lavfi", "-t", "1", "-i", "sine"];

const open = (name: string) => reader.open(inFolder(name), never);

async function numbers(video: VideoFile): Promise<(number | null)[]> {
  const range = { start: 0, end: video.info.duration };
  const seen: (number | null)[] = [];
  for await (const { picture } of video.scan({ range, longSide: 320, frames: "all" }, never).frames)
    seen.push(numberIn(picture));
  return seen;
}

beforeAll(() => makeClip(good, { ...EIGHT_SECONDS, encode: x264("-g", "20", "-bf", "0") }));

describe("sound or subtitles that are beside the point", () => {
  it.each([
    ["pcm_u8", "avi", ["-c:v", "mpeg4"]],
    ["adpcm_ms", "avi", ["-c:v", "mpeg4"]],
    ["pcm_s24be", "mov", []],
    ["alac", "mov", []],
    ["wmav2", "asf", ["-c:v", "msmpeg4"]],
    ["dca", "mkv", ["-strict", "-2", "-ar", "48000"]],
    ["g726", "avi", ["-ar", "8000"]],
    ["nellymoser", "flv", ["-ar", "22050"]],
    ["libspeex", "mkv", ["-ar", "16000"]],
    ["wavpack", "mkv", []],
    ["tta", "mkv", []],
    ["pcm_f64le", "mkv", []],
  ])("%s sound in %s does not keep the video from being read", async (codec, extension, options) => {
    const name = `${codec}.${extension}`;
    await ffmpeg([
      ...["-i", good, ...SINE, "-t", "1", "-r", "10", "-c:v", "libx264", "-bf", "0", "-c:a", codec],
      ...[...options, inFolder(name)],
    ]);
    const video = await open(name);
    expect(video.info.hasAudio).toBe(true);
    expect(await numbers(video)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it.each([
    ["mov_text", "mp4"],
    ["ass", "mkv"],
  ])("%s subtitles in %s do not either", async (codec, extension) => {
    await writeFile(inFolder("a.srt"), "1\n00:00:00,000 --> 00:00:01,000\nHello\n");
    await ffmpeg([
      "-i",
      good,
      "-i",
      inFolder("a.srt"),
      "-c:v",
      "copy",
      "-c:s",
      codec,
      inFolder(`words.${extension}`),
    ]);
    await expect(open(`words.${extension}`)).resolves.toMatchObject({ info: { width: 320 } });
  });
});

describe("a picture as cameras and editors store it", () => {
  const dv = ["-s", "720x576", "-r", "25", "-pix_fmt", "yuv420p"];
  it.each([
    ["dvvideo", "avi", dv],
    ["dvvideo", "mov", dv],
    ["dnxhd", "mov", ["-s", "1280x720", "-r", "25", "-pix_fmt", "yuv422p", "-b:v", "90M"]],
    ["wmv1", "asf", ["-q:v", "2"]],
    ["wmv2", "asf", ["-q:v", "2"]],
    ["msmpeg4v2", "avi", ["-q:v", "2"]],
    ["cfhd", "mov", ["-pix_fmt", "yuv422p10le"]],
    ["qtrle", "mov", ["-pix_fmt", "rgb24"]],
    ["rawvideo", "avi", ["-pix_fmt", "yuv420p"]],
    ["v210", "mov", ["-pix_fmt", "yuv422p10le"]],
  ])("%s in %s is read frame by frame", async (codec, extension, options) => {
    const name = `picture-${codec}.${extension}`;
    const input = ["-i", good, "-t", "1", "-an", "-c:v", codec];
    await ffmpeg([...input, ...options, inFolder(name)]);
    const seen = await numbers(await open(name));
    expect([...new Set(seen)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("a cover in a format that is never decoded does not matter", async () => {
    await ffmpeg(["-f", "lavfi", "-i", "color=red:s=64x64", "-frames:v", "1", inFolder("cover.tiff")]);
    const cover = ["-attach", inFolder("cover.tiff"), "-metadata:s:t", "mimetype=image/tiff"];
    await ffmpeg(["-i", good, ...cover, "-c", "copy", inFolder("tiff-cover.mkv")]);
    await expect(open("tiff-cover.mkv")).resolves.toMatchObject({ info: { width: 320 } });
  });
});
