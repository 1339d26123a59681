import { ahead } from "../../../util/parallel.ts";
import type { Timeline } from "../../timeline.ts";
import type { Frame, VideoInfo } from "../../video.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import { type Colours, fitWithin } from "./colours.ts";
import { type Decoding, decode, ptsOf } from "./decode.ts";
import { canLeaveOut, planRuns, type Run } from "./frame-runs.ts";
import { NOTHING_INVENTED, soundBefore } from "./intact-frames.ts";
import { asJpeg, splitParts } from "./jpeg.ts";
import { standOnNoBFrames } from "./predicted-proof.ts";
import { decodeFrom, goalOf, seekPoints } from "./seek.ts";
import { SKIP } from "./skip.ts";

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

/** By the times that were asked for; a frame that stands in place of another counts as that one. */
async function* inOrder(
  ffmpeg: Ffmpeg,
  source: Source,
  timestamps: readonly number[],
  longSide: number,
  signal: AbortSignal,
): AsyncGenerator<Frame> {
  const { timeline, info } = source;
  const wanted = [...new Set(timestamps.map((time) => timeline.frameAt(time)))].sort((a, b) => a - b);
  const quickly = (run: Run) => readQuickly(ffmpeg, source, { run, longSide }, signal);
  const noBFrames = canLeaveOut(info) && (await standOnNoBFrames(wanted, timeline, quickly));
  const runs = planRuns(wanted, timeline, info, noBFrames);
  const read = (run: Run, abort: AbortSignal) =>
    Array.fromAsync(readRun(ffmpeg, source, { run, longSide }, abort));
  const askedFor = ({ timestamp, inPlaceOf = timestamp }: Frame) => inPlaceOf;
  let held: Frame[] = [];
  let done = 0;
  for await (const frames of ahead(runs, RUNS_AT_ONCE, read, signal)) {
    done++;
    // Runs of I-frames reach over others, whose frames come between theirs.
    const until = runs[done]?.times[0] ?? Number.POSITIVE_INFINITY;
    const known = [...held, ...frames].sort((a, b) => askedFor(a) - askedFor(b));
    held = known.filter((frame) => askedFor(frame) >= until);
    yield* known.slice(0, known.length - held.length);
  }
}

interface Reading {
  readonly run: Run;
  readonly longSide: number;
}

/** The frames of a run. What is missing of one that leaves frames out is decoded again with all of them. */
async function* readRun(
  ffmpeg: Ffmpeg,
  source: Source,
  { run, longSide }: Reading,
  signal: AbortSignal,
): AsyncGenerator<Frame> {
  const exactly = (times: readonly number[]) =>
    mended(ffmpeg, source, { times, longSide, tries: TRIES }, signal);
  if (run.frames === "all") return yield* exactly(run.times);
  const found = await readQuickly(ffmpeg, source, { run, longSide }, signal);
  yield* found;
  const missing = run.times.filter((time) => !found.some(({ timestamp }) => timestamp === time));
  if (run.frames === "intra") for (const time of missing) yield* exactly([time]);
  else if (run.frames === "reference" && missing.length > 0) yield* exactly(missing);
  else if (missing.length > 0)
    for (const again of planRuns(missing, source.timeline, source.info))
      yield* readRun(ffmpeg, source, { run: again, longSide }, signal);
}

/**
 * What comes out as it was recorded although others are left out. Not every frame at which a file says that decoding can
 * begin is one to its decoder. A frame that stands on others is right as long as the decoder complains of nothing.
 */
async function readQuickly(
  ffmpeg: Ffmpeg,
  source: Source,
  { run, longSide }: Reading,
  signal: AbortSignal,
): Promise<Frame[]> {
  const { info } = source;
  const size = fitWithin(info, longSide);
  const wanted = new Map(run.times.map((time) => [ptsOf(time, info), time]));
  const last = ptsOf(run.times.at(-1) ?? 0, info);
  const decoding = start(ffmpeg, source, { run, longSide }, signal);
  const frames: Frame[] = [];
  for await (const { pts, data } of decoding.frames) {
    const timestamp = wanted.get(pts);
    if (timestamp !== undefined) frames.push({ timestamp, ...size, jpeg: data });
    if (pts >= last) break;
  }
  if (run.frames === "reference" && decoding.complained()) return [];
  return run.frames === "predicted" && decoding.faults() > 0 ? [] : frames;
}

/** So many groups of pictures before a damaged one are tried. */
const TRIES = 5;

interface Attempt {
  readonly times: readonly number[];
  readonly longSide: number;
  readonly tries: number;
}

/** The frames of a run; where one is not to be had, the nearest earlier one that is. */
async function* mended(
  ffmpeg: Ffmpeg,
  source: Source,
  { times, longSide, tries }: Attempt,
  signal: AbortSignal,
): AsyncGenerator<Frame> {
  const run = { times, frames: "all" } as const;
  for await (const found of decodeRun(ffmpeg, source, { run, longSide }, signal)) {
    if (found.frame) yield found.frame;
    else if (found.instead !== null && tries > 0) {
      const earlier = mended(ffmpeg, source, { times: [found.instead], longSide, tries: tries - 1 }, signal);
      for await (const frame of earlier) yield { ...frame, inPlaceOf: found.requested };
    }
  }
}

/** While one program starts and reads its index, the other decodes. */
const RUNS_AT_ONCE = 2;

interface Source {
  readonly path: string;
  readonly info: VideoInfo;
  readonly timeline: Timeline;
  readonly colours: Colours;
}

/** A requested frame or, where it cannot be decoded, the time of an earlier one to show instead; null where none is known. */
type Found =
  | { readonly frame: Frame }
  | { readonly frame: null; readonly requested: number; readonly instead: number | null };

/** One seek and at most a few long GOPs; where nothing can be sought, everything before the last frame. */
const RUN_TIME_LIMIT = 120_000;
const timeLimit = ({ epochs }: VideoInfo, times: readonly number[]) =>
  RUN_TIME_LIMIT + ((times.at(-1) ?? 0) - (epochs ? 0 : (times[0] ?? 0))) * 1_000;
/** Decodes these frames in one run of ffmpeg; answers each of them, in their order. */
async function* decodeRun(
  ffmpeg: Ffmpeg,
  source: Source,
  { run, longSide }: Reading,
  signal: AbortSignal,
): AsyncGenerator<Found> {
  const { info } = source;
  const size = fitWithin(info, longSide);
  const decoding = start(ffmpeg, source, { run, longSide }, signal);
  const left = [...run.times];
  const answer = (timestamp: number, jpeg: Buffer | null): Found => {
    const decoded = decoding.decoded();
    const instead = soundBefore(timestamp, source, (time) => decoded.has(ptsOf(time, info)));
    return instead === timestamp && jpeg
      ? { frame: { timestamp, ...size, jpeg } }
      : { frame: null, requested: timestamp, instead: instead === timestamp ? null : instead };
  };
  for await (const { pts, data } of decoding.frames) {
    for (let next = left[0]; next !== undefined && ptsOf(next, info) <= pts; next = left[0]) {
      left.shift();
      yield answer(next, ptsOf(next, info) === pts ? data : null);
    }
    if (left.length === 0) return;
  }
  for (const timestamp of left) yield answer(timestamp, null);
}

function start(
  ffmpeg: Ffmpeg,
  { path, info, timeline, colours }: Source,
  { run: { times, frames }, longSide }: Reading,
  signal: AbortSignal,
): Decoding {
  const { filters, outputOptions } = asJpeg(info, colours, longSide);
  const wanted = times.map((timestamp) => ptsOf(timestamp, info));
  const first = times[0] ?? 0;
  const goal = goalOf(timeline, first, info);
  const request = {
    path,
    info,
    traced: [goal, Math.max(...wanted)] as const,
    decoderOptions: [...(frames === "predicted" ? [] : NOTHING_INVENTED), ...SKIP[frames]],
    filters: [`select=${anyOf(wanted)}`, ...filters],
    outputOptions,
    split: splitParts,
    timeLimit: timeLimit(info, times),
  };
  return decodeFrom(seekPoints(timeline, first, info), goal, (seek) =>
    decode(ffmpeg, { ...request, seek }, signal),
  );
}
/**
 * "One of these PTS, or past the last one" (which ends the run). A balanced tree, since a flat sum of more
 * than 100 terms makes ffmpeg's expression parser give up.
 */
function anyOf(values: readonly number[]): string {
  const last = Math.max(...values);
  const tree = (part: readonly number[]): string => {
    if (part.length === 1) return part[0] === last ? `gte(pts\\,${last})` : `eq(pts\\,${part[0]})`;
    const middle = part.length >> 1;
    return `(${tree(part.slice(0, middle))}+${tree(part.slice(middle))})`;
  };
  return tree(values);
}
