import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { playFilm } from "../../bench/clips/film.ts";
import { startEncoder } from "../../bench/clips/raw-frames.ts";
import { writeScreens } from "../../bench/clips/screens/screenplay.ts";
import { truthOf } from "../../bench/clips/truth.ts";
import { leastFrames, seen } from "../../bench/measure/score.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import { scanVideo } from "../../src/video/plan/scan-video.ts";
import { mixed } from "../../src/video/sample/mixed.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testFfmpeg } from "../support/test-ffmpeg.ts";

const folder = temporaryFolder();
const never = new AbortController().signal;
const SIZE = { width: 640, height: 360 };
const KINDS = ["typing", "scrolling", "pointer", "pages", "call"] as const;

/** Eighteen seconds of each kind, as a recorder with a rate that varies has them. */
const films = KINDS.map((kind, i) => ({ kind, shots: writeScreens(18, 60 + i, [kind]) }));

beforeAll(async () => {
  const input = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", `${SIZE.width}x${SIZE.height}`, "-r", "30"];
  const output = ["-vf", "mpdecimate=max=45", "-fps_mode", "vfr", "-c:v", "libx264", "-preset", "veryfast"];
  for (const { kind, shots } of films) {
    const encoder = startEncoder([...input, "-i", "pipe:0", ...output, join(folder, `${kind}.mp4`)]);
    for await (const picture of playFilm(shots, SIZE)) await encoder.write(picture.data);
    await encoder.finish();
  }
}, 120_000);

describe.each(films)("a recording of a screen: $kind", ({ kind, shots }) => {
  it("shows each text that comes in twice as many frames as could do", async () => {
    const truth = truthOf(shots, (frame) => frame / 30);
    expect(truth.textChanges.length).toBeGreaterThanOrEqual(2);
    const video = await createFfmpegReader(testFfmpeg(), { maxMinutes: 10 }).open(
      join(folder, `${kind}.mp4`),
      never,
    );
    // Pictures that stay are left out of the file, and the rate varies.
    expect(video.timeline.frames).toBeLessThan(truth.frames / 2);
    const { scan } = await scanVideo(video, { start: 0, end: video.info.duration }, {}, never);
    const times = mixed.choose(scan, 2 * leastFrames(truth)).map(({ timestamp }) => timestamp);
    expect(seen(truth.textChanges, times)).toBe(truth.textChanges.length);
  });
});
