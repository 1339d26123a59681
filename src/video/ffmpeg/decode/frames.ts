import { ahead } from "../../../util/parallel.ts";
import type { Timeline } from "../../timeline.ts";
import type { Frame } from "../../video.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import { decodeRun, type Source } from "./decode-run.ts";

/** A new run costs about as much as decoding this many seconds (0.1-0.2 s against 15x real time). */
const WORTH_DECODING_ON = 3;
/** One run's `select` holds up to about 1,500 terms when balanced; long before that a new seek is cheaper. */
const FRAMES_PER_RUN = 200;
/**
 * Decodes exact frames, near neighbours in one run, each run from the I-frame before its first frame. In place of one that
 * cannot be decoded comes the nearest earlier one, once.
 */
export async function* framesAt(
  ffmpeg: Ffmpeg,
  source: Source,
  timestamps: readonly number[],
  longSide: number,
  signal: AbortSignal,
): AsyncGenerator<Frame> {
  let previous = Number.NEGATIVE_INFINITY;
  for await (const frame of inOrder(ffmpeg, source, timestamps, longSide, signal)) {
    if (frame.timestamp > previous) yield frame;
    previous = Math.max(previous, frame.timestamp);
  }
}

async function* inOrder(
  ffmpeg: Ffmpeg,
  source: Source,
  timestamps: readonly number[],
  longSide: number,
  signal: AbortSignal,
): AsyncGenerator<Frame> {
  const wanted = [...new Set(timestamps.map((time) => source.timeline.frameAt(time)))].sort((a, b) => a - b);
  const runs = groupRuns(wanted, source.timeline, source.info.epochs ? Number.POSITIVE_INFINITY : undefined);
  const decodeOne = (run: readonly number[], abort: AbortSignal) =>
    mended(ffmpeg, source, { run, longSide, tries: TRIES }, abort);
  // Frames of a run that is read ahead are held until they are asked for; long runs would hold too many.
  if (runs.some((run) => run.length > HELD_FRAMES)) {
    for (const run of runs) yield* decodeOne(run, signal);
    return;
  }
  const read = (run: readonly number[], abort: AbortSignal) => Array.fromAsync(decodeOne(run, abort));
  for await (const frames of ahead(runs, RUNS_AT_ONCE, read, signal)) yield* frames;
}

/** So many groups of pictures before a damaged one are tried. */
const TRIES = 5;

interface Attempt {
  readonly run: readonly number[];
  readonly longSide: number;
  readonly tries: number;
}

/** The frames of a run; where one is not to be had, the nearest earlier one that is. */
async function* mended(
  ffmpeg: Ffmpeg,
  source: Source,
  { run, longSide, tries }: Attempt,
  signal: AbortSignal,
): AsyncGenerator<Frame> {
  for await (const found of decodeRun(ffmpeg, source, run, longSide, signal)) {
    if (found.frame) yield found.frame;
    else if (found.instead !== null && tries > 0) {
      const earlier = mended(ffmpeg, source, { run: [found.instead], longSide, tries: tries - 1 }, signal);
      for await (const frame of earlier) yield { ...frame, inPlaceOf: found.wished };
    }
  }
}

/** While one program starts and reads its index, the other decodes. */
const RUNS_AT_ONCE = 2;
const HELD_FRAMES = 8;

/** Splits ascending timestamps where a fresh seek is cheaper than decoding on. */
export function groupRuns(
  timestamps: readonly number[],
  timeline: Timeline,
  worthDecodingOn = WORTH_DECODING_ON,
): number[][] {
  const runs: number[][] = [];
  let previous = Number.NEGATIVE_INFINITY;
  for (const timestamp of timestamps) {
    const run = runs.at(-1);
    // What lies between the last frame and the next one's I-frame would be decoded for nothing.
    const saved = timeline.iFrameBefore(timestamp) - previous;
    if (run && saved < worthDecodingOn && run.length < FRAMES_PER_RUN) run.push(timestamp);
    else runs.push([timestamp]);
    previous = timestamp;
  }
  return runs;
}
