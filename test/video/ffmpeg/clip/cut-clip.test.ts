import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFfmpegReader } from "../../../../src/video/ffmpeg/reader.ts";
import type { Clip, ClipRequest, TimeRange, VideoFile } from "../../../../src/video/video.ts";
import { decodingClips } from "../../../fixtures/known-clips/decoding.ts";
import { formatClips } from "../../../fixtures/known-clips/formats.ts";
import { geometryClips } from "../../../fixtures/known-clips/geometry.ts";
import { joinedClips } from "../../../fixtures/known-clips/joined.ts";
import type { KnownClip } from "../../../fixtures/known-clips/known-clip.ts";
import { timingClips } from "../../../fixtures/known-clips/timing.ts";
import { numbersOf } from "../../../support/clip-numbers.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { testFfmpeg } from "../../../support/test-ffmpeg.ts";

const folder = temporaryFolder();
const never = new AbortController().signal;
const reader = createFfmpegReader(testFfmpeg(), { maxMinutes: 10 });
const PLENTY = 100_000_000;

async function cut(video: VideoFile, range: TimeRange, more: Partial<ClipRequest> = {}): Promise<Clip> {
  const into = await mkdtemp(join(folder, "clip-"));
  return video.cut({ range, mostBytes: PLENTY, folder: into, language: null, ...more }, never);
}

/** Frames that a player shows within the range, the one on screen when it begins first. */
function expected({ shown }: KnownClip, { start, end }: TimeRange) {
  const first = shown.findLast(({ timestamp }) => timestamp <= start + 2e-6) ?? shown[0];
  const later = shown.filter(({ timestamp }) => timestamp > start + 2e-6 && timestamp < end - 2e-6);
  return [
    ...(first ? [{ number: first.number, at: 0 }] : []),
    ...later
      .filter((one) => one !== first)
      .map(({ number, timestamp }) => ({ number, at: timestamp - start })),
  ];
}

/** A clip's frames are the range's, each at its time; only a long last one is shown twice. */
async function expectExact(clip: Clip, known: KnownClip, range: TimeRange): Promise<void> {
  const { numbers, times } = await numbersOf(clip.path);
  const frames = expected(known, range);
  const last = frames.at(-1);
  const isHeld = range.end - range.start - (last?.at ?? 0) > 0.15 && !clip.isCopied;
  const all = isHeld && last ? [...frames, { ...last, at: range.end - range.start - 0.04 }] : frames;
  expect(numbers).toEqual(all.map(({ number }) => number));
  const errors = times.map((time, i) => Math.abs(time - (all[i]?.at ?? 0)));
  expect(errors.filter((error) => error > 0.002)).toEqual([]);
}

const CLIPS = [...timingClips, ...geometryClips, ...formatClips, ...decodingClips, ...joinedClips];
const SHORT = 2;
/** One of each kind: all of them pass, and take two minutes. */
const TRIED = [
  "a variable frame rate with B-frames",
  "a variable frame rate in Matroska",
  "a variable frame rate in a transport stream, which has no index",
  "open groups of pictures",
  "sound that begins before the picture",
  "an edit list that begins inside a group of pictures",
  "one picture and minutes of sound",
  "a quarter turn",
  "odd sides in 4:4:4",
  "pixels twice as wide as high",
  "H.264 with B-frames in AVI",
  "HLG in H.264",
  "a clock that goes back into the middle",
];
const tried = TRIED.map((title) => [title, CLIPS.find((known) => known.title === title)] as const);

describe.each(tried)("a clip of %s", (_, known) => {
  if (!known) throw new TypeError("there is no such clip");
  const path = join(folder, known.file);
  const length = known.shown.at(-1)?.timestamp ?? 0;
  /** Between two frames, and beyond the first group of pictures. */
  const range = { start: length * 0.31, end: length > SHORT ? length * 0.74 : 1 };

  it("begins and ends exactly, wherever it is cut", async () => {
    await known.make(path);
    const video = await reader.open(path, never);
    const clip = await cut(video, range);
    await expectExact(clip, known, range);
    const { width, height, hdr, rotation, codec } = (await reader.open(clip.path, never)).info;
    const even = (side: number) => side + (side % 2);
    expect({ codec, rotation, hdr }).toEqual({ codec: "h264", rotation: 0, hdr: null });
    expect(Math.abs(width - even(known.width)) + Math.abs(height - even(known.height))).toBeLessThanOrEqual(
      2,
    );
  });

  it("begins and ends exactly between two I-frames", async () => {
    const video = await reader.open(path, never);
    const { iFrames, end } = video.timeline;
    const inside = { start: iFrames[1] ?? 0, end: iFrames[2] ?? end };
    await expectExact(await cut(video, inside), known, inside);
  });
});
