import type { Readable } from "node:stream";
import type { Timeline } from "../../timeline.ts";
import type { Frame, VideoInfo } from "../../video.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import type { Colours } from "./colours.ts";
import { type Decoding, decode, ptsOf } from "./decode.ts";
import { NOTHING_INVENTED, soundBefore } from "./intact-frames.ts";
import { fitWithin, toJpegPicture } from "./picture-size.ts";
import { decodeFrom, goalOf, seekPoints } from "./seek.ts";

export interface Source {
  readonly path: string;
  readonly info: VideoInfo;
  readonly timeline: Timeline;
  readonly colours: Colours;
}

/** A wished frame or, where it cannot be decoded, the time of an earlier one that may do; null where none is known. */
type Found =
  | { readonly frame: Frame }
  | { readonly frame: null; readonly wished: number; readonly instead: number | null };

/** One seek and at most a few long GOPs; where nothing can be sought, everything before the last frame. */
const RUN_TIME_LIMIT = 120_000;
const timeLimit = ({ epochs }: VideoInfo, last: number) => RUN_TIME_LIMIT + (epochs ? last * 1_000 : 0);
/** mjpeg's scale is 2 (best) to 31; at 512 pixels 4 keeps small text readable at half the bytes. */
const QUALITY = { full: "2", reduced: "4" } as const;

/** Decodes these frames in one run of ffmpeg; answers each of them, in their order. */
export async function* decodeRun(
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
      : { frame: null, wished: timestamp, instead: instead === timestamp ? null : instead };
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
    watch: [goal, Math.max(...wanted)] as const,
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
