import { createFfmpegReader } from "../../src/video/ffmpeg/reader.ts";
import { numberIn } from "./read-picture.ts";
import { testFfmpeg } from "./test-ffmpeg.ts";

export interface ClipNumbers {
  /** The number burnt into each frame, in the order in which they are shown. */
  readonly numbers: readonly (number | null)[];
  /** When each is shown, seconds. */
  readonly times: readonly number[];
}

/** What a clip shows, frame by frame. */
export async function numbersOf(path: string): Promise<ClipNumbers> {
  const never = new AbortController().signal;
  const { info, scan } = await createFfmpegReader(testFfmpeg(), { maxMinutes: 10 }).open(path, never);
  const plan = { range: { start: 0, end: info.duration }, longSide: 240, frames: "all" } as const;
  const frames = await Array.fromAsync(scan(plan, never).frames);
  return {
    numbers: frames.map(({ picture }) => numberIn(picture)),
    times: frames.map(({ timestamp }) => timestamp),
  };
}
