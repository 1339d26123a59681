import { copyFile, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { damage } from "../../../src/summary/warnings.ts";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { scanVideo } from "../../../src/video/plan/scan-video.ts";
import type { VideoFile } from "../../../src/video/video.ts";
import { ffmpeg, makeClip } from "../../fixtures/clip.ts";
import { EIGHT_SECONDS, x264 } from "../../fixtures/known-clips/known-clip.ts";
import { reverseFragments } from "../../fixtures/mp4-boxes.ts";
import { type CanaryServer, startCanaryServer } from "../../support/canary-server.ts";
import { runningProcesses } from "../../support/processes.ts";
import { numberIn } from "../../support/read-picture.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const folder = temporaryFolder();
const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });
const never = new AbortController().signal;
const inFolder = (name: string) => join(folder, name);
/** Eighty frames, the index before the pictures, a new group of pictures every two seconds. */
const good = inFolder("good.mp4");
const SINE = ["-f", "lavfi", "-t", "1", "-i", "sine"];

const open = (name: string) => reader.open(inFolder(name), never);

async function numbers(video: VideoFile): Promise<{ numbers: (number | null)[]; faults: number }> {
  const range = { start: 0, end: video.info.duration };
  const scan = video.scan({ range, longSide: 320, frames: "all" }, never);
  const seen: (number | null)[] = [];
  for await (const { picture } of scan.frames) seen.push(numberIn(picture));
  return { numbers: seen, faults: scan.faults() };
}

beforeAll(() =>
  makeClip(good, { ...EIGHT_SECONDS, encode: [...x264("-g", "20", "-bf", "0"), "-movflags", "+faststart"] }),
);
afterAll(() => expect(runningProcesses(folder)).toEqual([]));

describe("a file that is no video", () => {
  it.each([
    ["empty.mp4", ""],
    ["text.mp4", "Dear diary, this is no video.\n".repeat(500)],
    ["noise.mp4", "\0\u{1}\u{2}ftypftypmoov".repeat(300)],
  ])("%s is refused as such", async (name, content) => {
    await writeFile(inFolder(name), content);
    await expect(open(name)).rejects.toMatchObject({ code: "not-a-video" });
  });

  it("sound alone has no picture", async () => {
    await ffmpeg([...SINE, "-c:a", "aac", inFolder("sound.m4a")]);
    await expect(open("sound.m4a")).rejects.toMatchObject({ code: "no-picture" });
  });

  it("sound with a cover has no moving picture", async () => {
    await ffmpeg(["-f", "lavfi", "-i", "color=red:s=64x64", "-frames:v", "1", inFolder("cover.png")]);
    await ffmpeg([
      ...[...SINE, "-i", inFolder("cover.png"), "-map", "0", "-map", "1", "-c:a", "aac", "-c:v", "copy"],
      ...["-disposition:v:0", "attached_pic", inFolder("album.m4a")],
    ]);
    await expect(open("album.m4a")).rejects.toMatchObject({ code: "no-picture" });
  });
});

describe("a damaged file", () => {
  it("cut off before its index is no video", async () => {
    await makeClip(inFolder("late-index.mp4"), { ...EIGHT_SECONDS, encode: x264() });
    await truncate(inFolder("late-index.mp4"), 10_000);
    await expect(open("late-index.mp4")).rejects.toMatchObject({ code: "not-a-video" });
  });

  it("cut off behind its index gives what is there, and tells what was promised", async () => {
    await copyFile(good, inFolder("cut.mp4"));
    await truncate(inFolder("cut.mp4"), Math.round((await readFile(good)).length * 0.6));
    const video = await open("cut.mp4");
    const read = await numbers(video);
    expect(read.numbers.length).toBeGreaterThan(20);
    expect(read.numbers.length).toBeLessThan(79);
    expect(read.numbers.slice(0, -1)).toEqual(read.numbers.slice(0, -1).map((_, i) => i));
    expect(video.info.duration).toBeLessThan(7);
    expect(video.info.declaredDuration).toBeGreaterThan(7.8);
  });

  it("overwritten in the middle gives its beginning and its end, and counts the complaints", async () => {
    const bytes = await readFile(good);
    const middle = Math.round(bytes.length * 0.45);
    await writeFile(inFolder("hurt.mp4"), bytes.fill(0xaa, middle, middle + 3_000));
    const video = await open("hurt.mp4");
    const read = await numbers(video);
    expect(read.numbers.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(read.numbers.slice(-15)).toEqual(Array.from({ length: 15 }, (_, i) => 65 + i));
    expect(read.faults).toBeGreaterThan(0);
  });

  it("whose fragments stand in reverse order is said to be damaged where ffmpeg reads no more than one", async () => {
    const path = inFolder("reversed.mp4");
    const fragmented = ["-movflags", "frag_keyframe+empty_moov+default_base_moof"];
    await makeClip(path, {
      ...EIGHT_SECONDS,
      encode: [...x264("-g", "20", "-bf", "0", "-sc_threshold", "0"), ...fragmented],
    });
    await reverseFragments(path);
    const video = await reader.open(path, never);
    const range = { start: 0, end: video.info.duration };
    const { scan } = await scanVideo(video, range, {}, never);
    const missed = video.info.duration < 7.5;
    expect(damage(video, scan).map(({ kind }) => kind)).toEqual(missed ? ["damaged"] : []);
  });

  it("counts no complaint about a sound file", async () => {
    const video = await reader.open(good, never);
    expect((await numbers(video)).faults).toBe(0);
  });
});

describe("a file that would take too much", () => {
  it("has an end to its patience with streams", async () => {
    const maps = Array.from({ length: 40 }, () => ["-map", "0:v"]).flat();
    await ffmpeg(["-i", good, ...maps, "-c", "copy", "-t", "0.5", inFolder("streams.mkv")]);
    await expect(open("streams.mkv")).rejects.toMatchObject({ code: "too-many-streams" });
  });

  it("has an end to its patience with pixels", async () => {
    await ffmpeg([
      ...["-f", "lavfi", "-i", "color=red:s=8000x8000:r=1", "-frames:v", "1"],
      ...["-c:v", "mjpeg", inFolder("huge.mov")],
    ]);
    await expect(open("huge.mov")).rejects.toMatchObject({
      code: "picture-too-large",
      details: { width: 8000, height: 8000 },
    });
  });

  it("has an end to its patience with frames a second", async () => {
    await makeClip(inFolder("fast.mp4"), {
      ...{ shots: [{ colour: "red", frames: 400 }], width: 64, height: 36, rate: 1000 },
      encode: x264("-preset", "ultrafast"),
    });
    await expect(open("fast.mp4")).rejects.toMatchObject({
      code: "frame-rate-too-high",
      details: { rate: 1000 },
    });
  });

  it("has an end to its patience with minutes, by what the header says", async () => {
    const strict = createFfmpegReader(testFfmpeg(), { maxMinutes: 0.1 });
    await expect(strict.open(good, never)).rejects.toMatchObject({
      code: "too-long",
      details: { minutes: 1, limitMinutes: 0.1 },
    });
  });
});

describe("a file that must not be decoded", () => {
  it("says that it is encrypted", async () => {
    await ffmpeg([
      ...["-i", good, "-c", "copy", "-encryption_scheme", "cenc-aes-ctr"],
      ...["-encryption_key", "76a6c65c5ea762046bd749a2e632ccbb"],
      ...["-encryption_kid", "a7e61c373e219033c21091fa607bf3b8", inFolder("sealed.mp4")],
    ]);
    await expect(open("sealed.mp4")).rejects.toMatchObject({ code: "encrypted" });
  });

  it.each(["magicyuv", "ffv1"])("%s is not among the codecs, and the error names it", async (codec) => {
    await ffmpeg(["-i", good, "-t", "0.5", "-pix_fmt", "yuv420p", "-c:v", codec, inFolder(`${codec}.mkv`)]);
    await expect(open(`${codec}.mkv`)).rejects.toMatchObject({
      code: "picture-codec",
      details: { codec },
    });
  });
});

describe("a script that calls itself a video", () => {
  let canary: CanaryServer;
  beforeAll(async () => {
    canary = await startCanaryServer();
  });
  afterAll(() => canary[Symbol.asyncDispose]());

  const scripts: Readonly<Record<string, (url: string) => string>> = {
    "HLS playlist": (url) => `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${url}/a.ts\n#EXT-X-ENDLIST\n`,
    "HLS playlist of a local file": () =>
      `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${pathToFileURL(good)}\n#EXT-X-ENDLIST\n`,
    "HLS playlist of its neighbour": () =>
      "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\ngood.mp4\n#EXT-X-ENDLIST\n",
    "concat script": () => `ffconcat version 1.0\nfile '${good}'\n`,
    "concat script of its neighbour": () => "ffconcat version 1.0\nfile good.mp4\n",
    "concat script of an address": (url) => `ffconcat version 1.0\nfile '${url}/a.mp4'\n`,
    "session description": (url) =>
      `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nu=${url}\nm=video 5004 RTP/AVP 96\n`,
    "DASH manifest": (url) =>
      `<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><BaseURL>${url}/</BaseURL></MPD>\n`,
  };

  it.each(Object.keys(scripts).flatMap((kind) => [`${kind}.mp4`, `${kind}.mkv`]))(
    "%s is refused, and nothing is fetched",
    async (name) => {
      const script = scripts[name.slice(0, -4)];
      await writeFile(inFolder(name), script?.(canary.url) ?? "");
      await expect(open(name)).rejects.toMatchObject({ code: "not-a-video" });
      expect(canary.hits()).toBe(0);
    },
  );
});
