import { join } from "node:path";
import { expect, it } from "vitest";
import { createFfmpegReader } from "../../../src/video/ffmpeg/reader.ts";
import { choosePlan } from "../../../src/video/plan/choose-plan.ts";
import { scanSparsely, scanVideo } from "../../../src/video/plan/scan-video.ts";
import { mixed } from "../../../src/video/sample/mixed.ts";
import { ffmpeg } from "../../fixtures/clip.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { testFfmpeg } from "../../support/test-ffmpeg.ts";

const { signal } = new AbortController();
const open = (path: string) => createFfmpegReader(testFfmpeg(), { maxMinutes: 60 }).open(path, signal);
const X264 = ["-c:v", "libx264", "-preset", "superfast", "-pix_fmt", "yuv420p"];

/** A screen recording of 128 s: rows of a dark pattern, as text has, that change every 4 s, fewer of them at first; few I-frames show that. */
async function screens(path: string): Promise<void> {
  const pattern =
    "lt(mod(floor(X/4)*7+floor(Y/6)*13+floor(T/4)*29,17),5)*between(X,60,260)*between(Y,60,if(lt(T,20),71,95))";
  await ffmpeg([
    ...["-f", "lavfi", "-i", `color=white:s=320x180:r=5:d=128,geq=lum='if(${pattern},40,230)':cb=128:cr=128`],
    ...[...X264, "-g", "999", "-sc_threshold", "0", "-force_key_frames", "20,36,52,68,84,104,120"],
    path,
  ]);
}

it("shows each screen of a low-rate recording whose packets tell of it", { timeout: 120_000 }, async () => {
  const path = join(temporaryFolder(), "screens.mp4");
  await screens(path);
  const { scan, explanation } = await scanVideo(await open(path), { start: 0, end: 128 }, {}, signal);
  expect(explanation.kind).toBe("sparse");
  const times = mixed.choose(scan, 64).map(({ timestamp }) => timestamp);
  const unseen = Array.from({ length: 32 }, (_, i) => 4 * i).filter(
    (start) => !times.some((time) => time >= start && time < start + 4),
  );
  expect(unseen).toEqual([]);
});

/** A minute of a camera at night, an I-frame every 2 s; someone crosses the picture in a second around 0:30, or not. */
async function night(path: string, someone: boolean): Promise<void> {
  const room = "color=0x202028:s=320x180:r=10:d=60,drawbox=x=220:y=40:w=60:h=120:color=0x101014:t=fill[room]";
  const figure = "color=0x585860:s=14x36:r=10:d=60[figure]";
  const shown = someone ? "between(t,29.5,30.5)" : "0";
  const crossing = `overlay=x='60+(t-29.5)*180':y=100:enable='${shown}'`;
  await ffmpeg([
    ...["-filter_complex", `${room};${figure};[room][figure]${crossing},noise=alls=20:allf=t`],
    ...[...X264, "-g", "20", "-bf", "0", "-sc_threshold", "0"],
    path,
  ]);
}

it("shows who crosses a noisy picture where an I-frame does, and suspects nothing in noise", {
  timeout: 120_000,
}, async () => {
  const folder = temporaryFolder();
  const range = { start: 0, end: 60 };
  const look = async (someone: boolean) => {
    const path = join(folder, `${someone}.mp4`);
    await night(path, someone);
    const video = await open(path);
    const plan = choosePlan({ info: video.info, timeline: video.timeline, range, thorough: false });
    const first = { ...plan.first, frames: "intra" as const };
    return scanSparsely(video, range, { ...plan, kind: "sparse", first }, () => undefined, signal);
  };
  const { scan } = await look(true);
  expect(mixed.choose(scan, 20).some(({ timestamp }) => timestamp >= 29.5 && timestamp <= 30.5)).toBe(true);
  // Only what follows the last I-frame.
  expect((await look(false)).parts).toEqual([{ start: 58, end: 60 }]);
});
