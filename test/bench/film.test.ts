import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { playFilm } from "../../bench/clips/film.ts";
import { startEncoder } from "../../bench/clips/raw-frames.ts";
import { type PlannedShot, writeScreenplay } from "../../bench/clips/screenplay.ts";
import { truthOf } from "../../bench/clips/truth.ts";
import { scoreTransitions, seen } from "../../bench/measure/score.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import { scanVideo } from "../../src/video/plan/scan-video.ts";
import { mixed } from "../../src/video/sample/mixed.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testFfmpeg } from "../support/test-ffmpeg.ts";

const folder = temporaryFolder();
const never = new AbortController().signal;
const SIZE = { width: 320, height: 180 };

const shot = (kind: PlannedShot["kind"], look: number, more: Partial<PlannedShot> = {}): PlannedShot => ({
  ...{ kind, look, frames: 75, jumped: false, transition: "cut", mixing: 0 },
  ...{ textChanges: [], flashes: [], marks: [], subjects: [] },
  ...more,
});

/** Each kind of event once, in fifteen seconds. */
const FILM: readonly PlannedShot[] = [
  shot("static", 5, { marks: [{ at: 40, frames: 6 }] }),
  shot("camera", 21, { transition: "dissolve", mixing: 24 }),
  shot("camera", 33, { flashes: [{ at: 40, frames: 2 }] }),
  shot("slide", 44, { frames: 100, textChanges: [50] }),
  shot("camera", 57, { transition: "fade", mixing: 30 }),
  shot("camera", 68),
];
const truth = truthOf(FILM, (frame) => frame / 30);

const ENCODERS = {
  "H.264.mp4": ["-c:v", "libx264", "-preset", "veryfast"],
  "H.264 without B-frames, one I-frame.mp4": ["-c:v", "libx264", "-preset", "ultrafast", "-g", "999"],
  "MPEG-4.avi": ["-c:v", "mpeg4", "-q:v", "3", "-bf", "2"],
  "HEVC.mkv": ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error"],
  "VP9.webm": ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "1M"],
  "H.264 at a rate that varies.mp4": ["-vf", "mpdecimate=max=45", "-fps_mode", "vfr", "-c:v", "libx264"],
} as const satisfies Record<string, readonly string[]>;

beforeAll(async () => {
  const input = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", `${SIZE.width}x${SIZE.height}`, "-r", "30"];
  const outputs = Object.entries(ENCODERS).flatMap(([file, options]) => [...options, join(folder, file)]);
  const encoder = startEncoder([...input, "-i", "pipe:0", ...outputs]);
  for await (const picture of playFilm(FILM, SIZE)) await encoder.write(picture.data);
  await encoder.finish();
});

async function look(file: string) {
  const video = await createFfmpegReader(testFfmpeg(), { maxMinutes: 10 }).open(join(folder, file), never);
  const range = { start: 0, end: video.info.duration };
  return (await scanVideo(video, range, {}, never)).scan;
}

describe.each(Object.keys(ENCODERS))("a film of known events in %s", (file) => {
  it("gives each transition once and no others", async () => {
    const { cuts, faults } = await look(file);
    const score = scoreTransitions(truth, cuts);
    expect({ ...score, cuts: cuts.length }).toMatchObject({
      byKind: { cut: "3/3", dissolve: "1/1", fade: "1/1" },
      precision: 1,
      cuts: 5,
    });
    expect(faults).toBe(0);
  });

  it("shows every shot, the text that appears and the sign of a fifth of a second in a dozen frames", async () => {
    const chosen = mixed.choose(await look(file), 12).map(({ timestamp }) => timestamp);
    expect(seen(truth.shots, chosen)).toBe(6);
    expect(seen(truth.textChanges, chosen)).toBe(1);
    expect(seen(truth.marks, chosen)).toBe(1);
  });
});

describe("a screenplay", () => {
  it("is the same for the same number, and another for another", () => {
    expect(writeScreenplay(60, 8)).toEqual(writeScreenplay(60, 8));
    expect(writeScreenplay(60, 8)).not.toEqual(writeScreenplay(60, 9));
  });

  it("lasts at least as long as was asked for and has every kind of transition in ten minutes", () => {
    const known = truthOf(writeScreenplay(600, 8), (frame) => frame / 30);
    expect(known.duration).toBeGreaterThanOrEqual(600);
    expect(new Set(known.transitions.map(({ kind }) => kind))).toEqual(
      new Set(["cut", "jump", "fade", "dissolve"]),
    );
    const counts = [known.textChanges, known.marks, known.flashes, known.subjects].map((all) => all.length);
    expect(Math.min(...counts)).toBeGreaterThan(4);
  });
});
