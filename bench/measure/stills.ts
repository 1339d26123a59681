import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VideoFile } from "../../src/video/video.ts";
import type { Clip } from "../clips/store.ts";
import { openVideo } from "./open-video.ts";
import { median, runProgram } from "./run-program.ts";

export interface StillFacts {
  readonly stills: number;
  /** Eight runs of bare ffmpeg, one after another, and ours; milliseconds; medians over rounds. */
  readonly bare: number;
  readonly ours: number;
  /** Median of ours by bare within a round. */
  readonly ratio: number;
  /** Seconds between the frame that is on screen at the requested time and the one that came, at most. */
  readonly worstError: number;
}

const COUNT = 8;

/** Eight full-resolution stills, evenly spread, exactly on time. */
export async function measureStills(clip: Clip, rounds: number): Promise<StillFacts> {
  const requested = Array.from({ length: COUNT }, (_, i) => ((i + 0.37) / COUNT) * clip.truth.duration);
  const video = await openVideo(clip.path);
  const taken: { bare: number; ours: number }[] = [];
  let worstError = 0;
  let stills = 0;
  for (let round = 0; round < rounds; round++) {
    const bare = await bareSeeks(clip.path, requested);
    const { milliseconds, times } = await takeStills(video, requested);
    const errors = requested.map((time, i) => Math.abs((times[i] ?? 0) - video.timeline.frameAt(time)));
    worstError = Math.max(worstError, ...errors);
    stills = times.length;
    taken.push({ bare, ours: milliseconds });
  }
  return {
    stills,
    bare: median(taken.map(({ bare }) => bare)),
    ours: median(taken.map(({ ours }) => ours)),
    ratio: median(taken.map(({ bare, ours }) => ours / bare)),
    worstError,
  };
}

export async function takeStills(
  video: VideoFile,
  requested: readonly number[],
): Promise<{ milliseconds: number; times: number[] }> {
  const started = performance.now();
  const { signal } = new AbortController();
  const frames = await Array.fromAsync(video.framesAt(requested, Number.POSITIVE_INFINITY, signal));
  return { milliseconds: performance.now() - started, times: frames.map(({ timestamp }) => timestamp) };
}

/** The plain way: one run of ffmpeg for each time. Milliseconds for all. */
export async function bareSeeks(path: string, requested: readonly number[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "cuepoint-stills-"));
  const started = performance.now();
  for (const [i, time] of requested.entries()) {
    await runProgram("ffmpeg", [
      ...["-nostdin", "-v", "error", "-threads", "2", "-ss", time.toFixed(6), "-i", path],
      ...["-frames:v", "1", "-q:v", "2", join(folder, `${i}.jpg`)],
    ]);
  }
  const milliseconds = performance.now() - started;
  rmSync(folder, { recursive: true });
  return milliseconds;
}
