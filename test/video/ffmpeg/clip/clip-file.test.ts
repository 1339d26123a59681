import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createFfmpegReader } from "../../../../src/video/ffmpeg/reader.ts";
import type { ClipRequest, TimeRange } from "../../../../src/video/video.ts";
import { x264 } from "../../../fixtures/known-clips/known-clip.ts";
import { makeSoundClip } from "../../../fixtures/sound-clip.ts";
import { SOUND_RATE } from "../../../fixtures/sounds.ts";
import { eventually } from "../../../support/eventually.ts";
import { heardMarks, samplesOf } from "../../../support/heard-marks.ts";
import { runningProcesses } from "../../../support/processes.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { testFfmpeg } from "../../../support/test-ffmpeg.ts";

const folder = temporaryFolder();
const never = new AbortController().signal;
const path = join(folder, "spoken.mp4");
const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });
const PLENTY = 100_000_000;
/** Each of its seconds says its number, and a new shot begins every five. */
const CLIP = {
  seconds: 20,
  tracks: [{ spoken: [{ start: 0, end: 20 }] }],
  picture: {
    shots: (["grey", "teal", "orange", "purple"] as const).map((colour) => ({ colour, frames: 50 })),
    ...{ rate: 10, width: 320, height: 180, moving: true },
    encode: x264("-bf", "3", "-g", "50", "-keyint_min", "50", "-sc_threshold", "0"),
  },
};

beforeAll(() => makeSoundClip(path, CLIP));

async function cut(range: TimeRange, more: Partial<ClipRequest> = {}) {
  const into = await mkdtemp(join(folder, "clip-"));
  const video = await reader.open(path, never);
  return video.cut({ range, mostBytes: PLENTY, folder: into, language: null, ...more }, never);
}

function run(program: string, args: readonly string[]): Buffer {
  const { stdout, stderr, status } = spawnSync(program, args, { maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error(stderr.toString());
  return stdout;
}

function marksIn(clip: string) {
  const pcm = [
    "-f",
    "s16le",
    "-ac",
    "1",
    "-ar",
    String(SOUND_RATE),
    "-af",
    "aresample=async=1:first_pts=0",
    "-",
  ];
  return heardMarks(samplesOf(run("ffmpeg", ["-v", "error", "-i", clip, ...pcm])));
}

function probed(clip: string) {
  const entries = "stream=codec_name,codec_type,profile,pix_fmt,has_b_frames:stream_tags=language";
  const printed = run("ffprobe", ["-v", "error", "-show_entries", entries, "-of", "json", clip]);
  return (JSON.parse(printed.toString()) as { streams: Record<string, unknown>[] }).streams;
}

describe("a clip's file", () => {
  it("is copied where it begins and ends with a shot, and encoded elsewhere", async () => {
    expect((await cut({ start: 5, end: 15 })).isCopied).toBe(true);
    expect((await cut({ start: 5.05, end: 15 })).isCopied).toBe(false);
    expect((await cut({ start: 4.9, end: 14.9 })).isCopied).toBe(false);
  });

  it.each([
    ["copied", { start: 5, end: 10 }],
    ["encoded", { start: 6, end: 11 }],
  ])("has the sound of its pictures, %s", async (_, range) => {
    const clip = await cut(range);
    expect(clip.hasSound).toBe(true);
    const heard = marksIn(clip.path);
    expect(heard.slice(0, 5).map(({ mark }) => mark)).toEqual(
      Array.from({ length: 5 }, (_, i) => range.start + i),
    );
    // A packet of AAC is a fiftieth of a second.
    for (const [i, { start }] of heard.slice(0, 5).entries()) expect(Math.abs(start - i)).toBeLessThan(0.05);
  });

  it.each([
    ["copied", { start: 5, end: 10 }],
    ["encoded", { start: 6, end: 11 }],
  ])("plays everywhere and has its words beside it, %s", async (_, range) => {
    const subtitles = "1\n00:00:01,000 --> 00:00:02,500\nDas Budget ist 40.000.\n";
    const clip = await cut(range, { subtitles, language: "de-AT" });
    expect(probed(clip.path)).toMatchObject([
      { codec_name: "h264", pix_fmt: "yuv420p" },
      { codec_name: "aac", profile: "LC" },
      { codec_name: "mov_text", tags: { language: "deu" } },
    ]);
    const words = run("ffmpeg", ["-v", "error", "-i", clip.path, "-map", "0:s:0", "-f", "srt", "-"]);
    expect(words.toString()).toContain("00:00:01,000 --> 00:00:02,500\nDas Budget ist 40.000.");
    const bytes = await readFile(clip.path);
    expect(bytes.indexOf("moov")).toBeLessThan(bytes.indexOf("mdat"));
    expect(bytes.byteLength).toBe(clip.bytes);
  });

  it("fits into the bytes that there are: the picture gets smaller, then coarser, and then there is none", async () => {
    const whole = await cut({ start: 0.05, end: 20 });
    expect(whole.isReduced).toBe(false);
    const small = await cut({ start: 0.05, end: 20 }, { mostBytes: 150_000 });
    expect(small.bytes).toBeLessThanOrEqual(150_000);
    expect((await stat(small.path)).size).toBe(small.bytes);
    const refused = cut({ start: 0.05, end: 20 }, { mostBytes: 20_000 });
    await expect(refused).rejects.toMatchObject({
      code: "clip-too-large",
      details: { limitMegabytes: 0.02, seconds: expect.any(Number) },
    });
  });

  it("that would be too large as a copy is encoded", async () => {
    const copy = await cut({ start: 5, end: 15 });
    const mostBytes = Math.floor(copy.bytes * 0.9);
    const smaller = await cut({ start: 5, end: 15 }, { mostBytes });
    expect(smaller.isCopied).toBe(false);
    expect(smaller.bytes).toBeLessThanOrEqual(mostBytes);
  });

  it("is stopped at once, with all that was started for it", async () => {
    const video = await reader.open(path, never);
    const stop = new AbortController();
    const into = await mkdtemp(join(folder, "clip-"));
    const request = { range: { start: 0.05, end: 20 }, mostBytes: PLENTY, folder: into, language: null };
    const cutting = video.cut(request, stop.signal);
    const refused = expect(cutting).rejects.toMatchObject({ code: "cancelled" });
    await eventually(() => expect(runningProcesses(path)).not.toEqual([]));
    stop.abort();
    await refused;
    expect(runningProcesses(path)).toEqual([]);
  });
});
