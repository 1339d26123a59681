import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { playFilm } from "../../../bench/clips/film.ts";
import { startEncoder } from "../../../bench/clips/raw-frames.ts";
import type { PlannedShot } from "../../../bench/clips/screenplay.ts";
import { truthOf } from "../../../bench/clips/truth.ts";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { scanVideo } from "../../../src/video/plan/scan-video.ts";
import { mixed } from "../../../src/video/sample/mixed.ts";
import { shotAt } from "../../../src/video/shots/segments.ts";
import { chooseStill } from "../../../src/video/stills/choose-still.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const folder = temporaryFolder();
const never = new AbortController().signal;
const SIZE = { width: 320, height: 180 };

const shot = (kind: PlannedShot["kind"], look: number, more: Partial<PlannedShot> = {}): PlannedShot => ({
  ...{ kind, look, frames: 90, jumped: false, transition: "cut", mixing: 0 },
  ...{ textChanges: [], flashes: [], marks: [], subjects: [] },
  ...more,
});

/** Blends of every length between pictures that stand and such that move; and flashes. */
const FILMS: Readonly<Record<string, readonly PlannedShot[]>> = {
  dissolves: [
    shot("camera", 21),
    shot("camera", 33, { transition: "dissolve", mixing: 12 }),
    shot("static", 44, { transition: "dissolve", mixing: 40, frames: 120 }),
    shot("slide", 51, { transition: "dissolve", mixing: 24, textChanges: [60] }),
    shot("camera", 62, { transition: "dissolve", mixing: 60, frames: 120 }),
  ],
  fades: [
    shot("camera", 71),
    shot("camera", 83, { transition: "fade", mixing: 16 }),
    shot("static", 94, { transition: "fade", mixing: 60, frames: 150 }),
    shot("slide", 15, { transition: "fade", mixing: 30, textChanges: [60] }),
    shot("camera", 26, { transition: "fade", mixing: 80, frames: 150 }),
  ],
  flashes: [
    shot("camera", 37, {
      flashes: [
        { at: 30, frames: 2 },
        { at: 60, frames: 3 },
      ],
    }),
    shot("static", 48, { flashes: [{ at: 40, frames: 1 }] }),
    shot("camera", 59, { flashes: [{ at: 20, frames: 3 }] }),
  ],
};

beforeAll(async () => {
  const input = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", `${SIZE.width}x${SIZE.height}`, "-r", "30"];
  for (const [name, shots] of Object.entries(FILMS)) {
    const output = ["-c:v", "libx264", "-preset", "veryfast", join(folder, `${name}.mp4`)];
    const encoder = startEncoder([...input, "-i", "pipe:0", ...output]);
    for await (const picture of playFilm(shots, SIZE)) await encoder.write(picture.data);
    await encoder.finish();
  }
}, 60_000);

describe.each(Object.keys(FILMS))("stills of a film with %s", (name) => {
  it("come from none of them, however many frames there are to choose from", async () => {
    const { transitions, flashes } = truthOf(FILMS[name] ?? [], (frame) => frame / 30);
    const video = await createFfmpegReader(testFfmpeg(), { maxMinutes: 10 }).open(
      join(folder, `${name}.mp4`),
      never,
    );
    const { scan } = await scanVideo(video, { start: 0, end: video.info.duration }, {}, never);
    const chosen = new Set([6, 36].flatMap((budget) => mixed.choose(scan, budget)));
    const stills: number[] = [];
    for (const { timestamp } of chosen) {
      stills.push(await chooseStill(video, timestamp, shotAt(scan, timestamp), never));
    }
    // A frame's width: one that is mixed by a fiftieth looks like its shot.
    const bad = [...transitions, ...flashes].flatMap(({ start, end }) =>
      stills.filter((time) => time > start + 0.02 && time < end - 0.02).map((time) => [time, start, end]),
    );
    expect(bad).toEqual([]);
  });
});
