import type { Readable } from "node:stream";
import { ahead } from "../ahead.ts";
import type { Timeline } from "../timeline.ts";
import type { Frame, VideoInfo } from "../video.ts";
import type { Colours } from "./colours.ts";
import { decode, ptsOf, timestampOf } from "./decode.ts";
import type { Ffmpeg } from "./ffmpeg.ts";
import { fitWithin, toJpegPicture } from "./picture-size.ts";
import { decodeFrom, seekPoints } from "./seek.ts";

interface Source {
  readonly path: string;
  readonly info: VideoInfo;
  readonly timeline: Timeline;
  readonly colours: Colours;
}

/** A new run costs about as much as decoding this many seconds (0.1-0.2 s against 15x real time). */
const WORTH_DECODING_ON = 3;
/** One run's `select` holds up to about 1,500 terms when balanced; long before that a new seek is cheaper. */
const FRAMES_PER_RUN = 200;
/** One seek and at most a few long GOPs. */
const RUN_TIME_LIMIT = 120_000;
/** mjpeg's scale is 2 (best) to 31; at 512 pixels 4 keeps small text readable at half the bytes. */
const QUALITY = { full: "2", reduced: "4" } as const;

/** Decodes exact frames, near neighbours in one run, each run from the I-frame before its first frame. */
export async function* framesAt(
  ffmpeg: Ffmpeg,
  source: Source,
  timestamps: readonly number[],
  longSide: number,
  signal: AbortSignal,
): AsyncGenerator<Frame> {
  const wanted = [...new Set(timestamps.map((time) => source.timeline.frameAt(time)))].sort((a, b) => a - b);
  const runs = groupRuns(wanted, source.timeline);
  const read = (run: readonly number[], abort: AbortSignal) =>
    Array.fromAsync(decodeRun(ffmpeg, source, { run, longSide }, abort));
  // Frames of a run that is read ahead are held until they are asked for; long runs would hold too many.
  if (runs.some((run) => run.length > HELD_FRAMES)) {
    for (const run of runs) yield* decodeRun(ffmpeg, source, { run, longSide }, signal);
    return;
  }
  for await (const frames of ahead(runs, RUNS_AT_ONCE, read, signal)) yield* frames;
}

/** While one program starts and reads its index, the other decodes. */
const RUNS_AT_ONCE = 2;
const HELD_FRAMES = 8;

/** Splits ascending timestamps where a fresh seek is cheaper than decoding on. */
export function groupRuns(timestamps: readonly number[], timeline: Timeline): number[][] {
  const runs: number[][] = [];
  let previous = Number.NEGATIVE_INFINITY;
  for (const timestamp of timestamps) {
    const run = runs.at(-1);
    // What lies between the last frame and the next one's I-frame would be decoded for nothing.
    const saved = timeline.iFrameBefore(timestamp) - previous;
    if (run && saved < WORTH_DECODING_ON && run.length < FRAMES_PER_RUN) run.push(timestamp);
    else runs.push([timestamp]);
    previous = timestamp;
  }
  return runs;
}

interface Run {
  readonly run: readonly number[];
  readonly longSide: number;
}

async function* decodeRun(
  ffmpeg: Ffmpeg,
  { path, info, timeline, colours }: Source,
  { run, longSide }: Run,
  signal: AbortSignal,
): AsyncGenerator<Frame> {
  const size = fitWithin(info, longSide);
  const reduced = size.width < info.width;
  const wanted = new Map(run.map((timestamp) => [ptsOf(timestamp, info), timestamp]));
  const request = {
    path,
    info,
    filters: [`select=${anyOf([...wanted.keys()])}`, ...toJpegPicture(size, colours)],
    outputOptions: ["-c:v", "mjpeg", "-q:v", reduced ? QUALITY.reduced : QUALITY.full, "-f", "mpjpeg"],
    split: splitParts,
    timeLimit: RUN_TIME_LIMIT,
  };
  const first = run[0] ?? 0;
  const decoding = decodeFrom(seekPoints(timeline, first), ptsOf(first, info), (seek) =>
    decode(ffmpeg, { ...request, seek }, signal),
  );
  const last = Math.max(...wanted.keys());
  for await (const { pts, data } of decoding.frames) {
    const timestamp = wanted.get(pts) ?? (pts > last ? undefined : timestampOf(pts, info));
    if (wanted.has(pts) && timestamp !== undefined) yield { timestamp, ...size, jpeg: data };
    if (pts >= last) return;
  }
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
