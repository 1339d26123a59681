import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFfmpeg } from "../../src/video/ffmpeg/ffmpeg.ts";
import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import type { Clip } from "../clips/store.ts";
import { runProgram } from "./run-program.ts";
import { silent } from "./silent.ts";

export interface StillFacts {
  readonly stills: number;
  /** Eight runs of bare ffmpeg, one after another, and ours; milliseconds. */
  readonly bare: number;
  readonly ours: number;
  /** Seconds between the frame that is on screen at the wish and the one that came, at most. */
  readonly worstError: number;
}

const COUNT = 8;

/** Eight full-resolution stills, evenly spread, exactly on time. */
export async function measureStills(clip: Clip): Promise<StillFacts> {
  const wishes = Array.from({ length: COUNT }, (_, i) => ((i + 0.37) / COUNT) * clip.truth.duration);
  const folder = mkdtempSync(join(tmpdir(), "cuepoint-stills-"));
  const started = performance.now();
  for (const [i, wish] of wishes.entries()) {
    await runProgram("ffmpeg", [
      ...["-nostdin", "-v", "error", "-threads", "2", "-ss", wish.toFixed(6), "-i", clip.path],
      ...["-frames:v", "1", "-q:v", "2", join(folder, `${i}.jpg`)],
    ]);
  }
  const bare = performance.now() - started;
  rmSync(folder, { recursive: true });
  const environment = { PATH: process.env.PATH ?? "" };
  const ffmpeg = createFfmpeg({ ffmpeg: "ffmpeg", ffprobe: "ffprobe", environment, logger: silent });
  const { signal } = new AbortController();
  const video = await createFfmpegReader(ffmpeg, { maxMinutes: 600 }).open(clip.path, signal);
  const begun = performance.now();
  const frames = await Array.fromAsync(video.framesAt(wishes, Number.POSITIVE_INFINITY, signal));
  const errors = wishes.map((wish, i) =>
    Math.abs((frames[i]?.timestamp ?? 0) - video.timeline.frameAt(wish)),
  );
  return { stills: frames.length, bare, ours: performance.now() - begun, worstError: Math.max(...errors) };
}
