import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { takeLinked } from "../../../src/media/take-linked.ts";
import { takeOut } from "../../../src/sound/pieces/take-out.ts";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { ffmpeg } from "../../fixtures/clip.ts";
import { readCode } from "../../fixtures/paint.ts";
import { makeSoundClip } from "../../fixtures/sound-clip.ts";
import { heardMarks, samplesOf } from "../../support/heard-marks.ts";
import { fakeMp4 } from "../../support/link-fetcher.ts";
import { decodeJpeg } from "../../support/read-picture.ts";
import { soundFile, soundTools } from "../../support/sound-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";
import { type PageSite, startPageSite } from "./page-site.ts";

const folder = temporaryFolder();
const never = new AbortController().signal;
const INFO = { title: "A talk", duration: 12, "formats.:.acodec": ["none", "mp4a.40.2"] };
const SILENT = { ...INFO, "formats.:.acodec": ["none"] };
/** In both the sound begins at 1.3 s, and marks sound in each second from the second to the eighth. */
const TRACK = { from: 1.3, spoken: [{ start: 2, end: 9 }] };

const files = new Map<string, Buffer>();
const PAGES: Readonly<Record<string, unknown>> = {
  "/apart": { info: INFO, video: "/picture.mp4", sound: "/sound.m4a" },
  "/apart.webm": { info: INFO, video: "/picture.webm", sound: "/sound.webm" },
  "/mixed": { info: INFO, video: "/picture.webm", sound: "/sound.m4a" },
  "/together": { info: INFO, video: "/whole.mp4", acodec: "mp4a.40.2" },
  "/gone": { info: INFO, video: "/picture.mp4", sound: "/nowhere.m4a" },
  "/broken": { info: INFO, video: "/picture.mp4", sound: "/broken.m4a" },
  "/too-large": { info: INFO, video: "/picture.mp4", acodec: "none" },
  "/silent": { info: SILENT, video: "/picture.mp4", acodec: "none" },
};

let site: PageSite;

beforeAll(async () => {
  site = await startPageSite((request, response) => {
    const path = request.url ?? "";
    if (path in PAGES) response.end(JSON.stringify(PAGES[path]));
    else if (files.has(path)) response.end(files.get(path));
    else response.writeHead(404).end();
  });
  const whole = join(folder, "whole.mp4");
  await makeSoundClip(whole, { seconds: 12, tracks: [TRACK] });
  const part = async (name: string, args: readonly string[]) => {
    await ffmpeg(["-copyts", "-i", whole, ...args, join(folder, name)]);
    files.set(`/${name}`, readFileSync(join(folder, name)));
  };
  files.set("/whole.mp4", readFileSync(whole));
  await part("picture.mp4", ["-an", "-c", "copy"]);
  await part("sound.m4a", ["-vn", "-c", "copy"]);
  await part("picture.webm", ["-an", "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"]);
  await part("sound.webm", ["-vn", "-c:a", "libopus"]);
  files.set("/broken.m4a", fakeMp4(20_000));
});

afterAll(() => site[Symbol.asyncDispose]());
afterEach(() => expect(site.left()).toEqual([]));

async function take(path: string, words: "none" | "captions" | "sound" = "sound") {
  const video = await site.open(path, {}, never, words);
  return takeLinked(video, { temporary: folder, maxMegabytes: 10, signal: never });
}

/** The number that is painted into the frame at this second. */
async function frameAt(path: string, second: number) {
  const video = await createFfmpegReader(testFfmpeg(), { maxMinutes: 1 }).open(path, never);
  const [frame] = await Array.fromAsync(video.framesAt([second], Number.POSITIVE_INFINITY, never));
  return frame && readCode(await decodeJpeg(frame.jpeg), "top");
}

async function marksOf(path: string) {
  const file = await soundFile(path);
  const pcm = await Array.fromAsync(takeOut(soundTools, file, file.range, never), (chunk) =>
    Buffer.from(chunk),
  );
  return heardMarks(samplesOf(Buffer.concat(pcm)));
}

describe("a page's sound", () => {
  it.each(["/apart", "/apart.webm", "/mixed", "/together"])(
    "comes with its picture in one file, each second at its own time: %s",
    async (page) => {
      await using video = await take(page);
      expect(video.sound).toBe("fetched");
      const marks = (await marksOf(video.path)).filter(({ mark }) => mark !== null);
      expect(marks.map(({ mark }) => mark)).toEqual([2, 3, 4, 5, 6, 7, 8]);
      for (const { mark, start } of marks) expect(Math.abs(start - (mark ?? 0))).toBeLessThanOrEqual(0.06);
      expect(await frameAt(video.path, 6.05)).toBe(60);
    },
  );

  it("gives the same bytes each time, so that the video is known again", async () => {
    await using once = await take("/apart");
    await using again = await take("/apart");
    expect(again.sha256).toBe(once.sha256);
  });

  it.each(["none", "captions"] as const)("is left where %s is wanted beside the picture", async (words) => {
    await using video = await take("/apart", words);
    expect(video.sound).toBe("left-out");
    expect(readFileSync(video.path)).toEqual(files.get("/picture.mp4"));
  });

  it.each(["/gone", "/broken", "/too-large"])(
    "that cannot be had does not cost the picture: %s",
    async (page) => {
      await using video = await take(page);
      expect(video.sound).toBe("lost");
      expect(readFileSync(video.path)).toEqual(files.get("/picture.mp4"));
    },
  );

  it("is not missed where the page has none", async () => {
    await using video = await take("/silent");
    expect(video.sound).toBe("fetched");
  });
});
