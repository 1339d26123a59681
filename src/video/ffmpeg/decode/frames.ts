import type { Readable } from "node:stream";
import { ahead } from "../../../util/parallel.ts";
import type { Timeline } from "../../timeline.ts";
import type { Frame, VideoInfo } from "../../video.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import { type Colours, fitWithin, toJpegPicture } from "./colours.ts";
import { type Decoding, decode, ptsOf } from "./decode.ts";
import { NOTHING_INVENTED, soundBefore } from "./intact-frames.ts";
import { decodeFrom, goalOf, seekPoints } from "./seek.ts";

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
      for await (const frame of earlier) yield { ...frame, inPlaceOf: found.requested };
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
const timeLimit = ({ epochs }: VideoInfo, last: number) => RUN_TIME_LIMIT + (epochs ? last * 1_000 : 0);
/** mjpeg's scale is 2 (best) to 31; at 512 pixels 4 keeps small text readable at half the bytes. */
const QUALITY = { full: "2", reduced: "4" } as const;

/** Decodes these frames in one run of ffmpeg; answers each of them, in their order. */
async function* decodeRun(
  ffmpeg: Ffmpeg,
  source: Source,
  run: readonly number[],
  longSide: number,
  signal: AbortSignal,
): AsyncGenerator<Found> {
  const { info } = source;
  const size = fitWithin(info, longSide);
  const decoding = start(ffmpeg, source, run, longSide, signal);
  const left = [...run];
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
  run: readonly number[],
  longSide: number,
  signal: AbortSignal,
): Decoding {
  const size = fitWithin(info, longSide);
  const reduced = size.width < info.width;
  const wanted = run.map((timestamp) => ptsOf(timestamp, info));
  const first = run[0] ?? 0;
  const goal = goalOf(timeline, first, info);
  const request = {
    path,
    info,
    traced: [goal, Math.max(...wanted)] as const,
    decoderOptions: NOTHING_INVENTED,
    filters: [`select=${anyOf(wanted)}`, ...toJpegPicture(size, colours)],
    outputOptions: ["-c:v", "mjpeg", "-q:v", reduced ? QUALITY.reduced : QUALITY.full, "-f", "mpjpeg"],
    split: splitParts,
    timeLimit: timeLimit(info, run.at(-1) ?? 0),
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

/** Cuts the multipart stream of ffmpeg's mpjpeg muxer, whose headers tell each JPEG's length. */
async function* splitParts(stdout: Readable): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stdout as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let part = nextPart(rest); part; part = nextPart(rest)) {
      yield Buffer.from(part.data);
      rest = rest.subarray(part.end);
    }
  }
}

function nextPart(buffer: Buffer): { data: Buffer; end: number } | null {
  const headerEnd = buffer.indexOf("\r\n\r\n");
  if (headerEnd < 0) return null;
  const length = Number(/content-length: (\d+)/i.exec(buffer.toString("latin1", 0, headerEnd))?.[1]);
  const start = headerEnd + 4;
  if (!Number.isFinite(length) || buffer.length < start + length) return null;
  return { data: buffer.subarray(start, start + length), end: start + length };
}
