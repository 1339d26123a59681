import type { Readable } from "node:stream";
import type { Epoch, VideoInfo } from "../../video.ts";
import { ffmpegArguments, forkedArguments } from "../command.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import { DECODER_OPTIONS, INPUT_SAFETY, NOTHING_ELSE, onlyVideo } from "../safety.ts";
import { type BesideFrame, type BesideRequest, collectBeside } from "./beside.ts";
import { type PassedFrame, readFrameNotes } from "./frame-notes.ts";

export interface DecodeRequest {
  readonly path: string;
  readonly info: VideoInfo;
  /** Seconds; decoding starts at the I-frame here. Null: at the beginning. */
  readonly seek: number | null;
  readonly decoderOptions?: readonly string[];
  /** The first and the last PTS of the frames that `Decoding.decoded` tells about. */
  readonly traced: readonly [number, number];
  readonly filters: readonly string[];
  readonly outputOptions: readonly string[];
  /** Cuts stdout into one buffer a frame. */
  readonly split: (stdout: Readable) => AsyncIterable<Buffer>;
  readonly timeLimit: number;
  readonly beside?: BesideRequest;
}

export interface DecodedFrame {
  /** In units of the stream's time base, as in the file (-copyts). */
  readonly pts: number;
  readonly data: Buffer;
  /** Frames that were measured since the one before, this one last; empty where the filters measure none. */
  readonly passed: readonly PassedFrame[];
}

export interface Decoding {
  /** Breaking out of the loop ends ffmpeg at once. */
  readonly frames: AsyncIterable<DecodedFrame>;
  /** How many complaints the decoder has written; it goes on after a damaged frame. */
  readonly faults: () => number;
  /** Whether the program has complained of anything at all; final once `frames` has ended. */
  readonly complained: () => boolean;
  /** PTS of the traced frames that were decoded so far. */
  readonly decoded: () => ReadonlySet<number>;
  /** What was asked for beside the frames; final once these have ended. */
  readonly beside: () => readonly BesideFrame[];
}

/** Reports each traced frame before any filter can drop it. */
function traceFrames([from, to]: DecodeRequest["traced"], { timeBase }: VideoInfo): string[] {
  const seconds = (pts: number) => (pts * timeBase.num) / timeBase.den;
  const range = `between(t\\,${seconds(from - 0.5)}\\,${seconds(to + 0.5)})`;
  return [
    `metadata=mode=add:key=decoded:value=1:enable='${range}'`,
    "metadata=mode=print:key=decoded:file='pipe\\:3':direct=1",
  ];
}

/** Gives every frame an entry of metadata, since `metadata=print` is silent on frames without one; fd 3 gets its PTS. */
const printPts = (key: "seen" | "beside") => [
  `metadata=mode=add:key=${key}:value=1`,
  `metadata=mode=print:key=${key}:file='pipe\\:3':direct=1`,
];

/**
 * Every frame as it comes, timed in the file's own ticks: in ticks of the average frame rate, two frames that
 * follow each other faster get the same time, and the JPEG encoder gives up there.
 */
const AS_TIMED = ["-fps_mode", "passthrough", "-enc_time_base", "-1"];

/** What decoders say of damaged data; complaints of the muxer about odd timestamps are none of these. */
const FAULT =
  /error while decoding|invalid (nal|data)|corrupt|missing (reference )?picture|could not find ref|concealing|error splitting/i;

/** Runs ffmpeg once and pairs each frame on stdout with its exact PTS, which arrives on file descriptor 3. */
export function decode(ffmpeg: Ffmpeg, request: DecodeRequest, signal: AbortSignal): Decoding {
  let faults = 0;
  let complained = false;
  let decoded: ReadonlySet<number> = new Set();
  let beside: readonly BesideFrame[] = [];
  async function* frames(): AsyncGenerator<DecodedFrame> {
    const running = ffmpeg.start("ffmpeg", decodeArguments(request), {
      signal,
      timeLimit: request.timeLimit,
      more: request.beside !== undefined,
    });
    const collected = collectBeside(running.more, request.beside?.most ?? 0);
    const notes = readFrameNotes(running.side, running.kill);
    decoded = notes.decoded;
    let completed = false;
    try {
      for await (const data of untilLeft(request.split(running.stdout), running.kill)) {
        const note = await notes.next();
        if (note === null) break;
        if (!Number.isNaN(note.pts)) yield { ...note, data };
      }
      completed = true;
    } finally {
      running.kill();
      const exit = await running.exit.catch((error: unknown) => {
        // The loop's own fault, or the reader's leaving early, matters more than how the program ended.
        if (completed) throw error;
        return null;
      });
      beside = await collected.finish(notes.beside);
      complained = exit === null || exit.messages.trim() !== "";
      faults = exit ? exit.messages.split("\n").filter((line) => FAULT.test(line)).length : 0;
    }
  }
  return {
    frames: frames(),
    faults: () => faults,
    complained: () => complained,
    decoded: () => decoded,
    beside: () => beside,
  };
}

/**
 * The same items; calls `onLeave` before a loop that is left closes the pipe that they come from: the program would complain of
 * that, and its pictures count as doubtful.
 */
async function* untilLeft<T>(items: AsyncIterable<T>, onLeave: () => void): AsyncGenerator<T> {
  for await (const item of items) {
    let isLeft = true;
    try {
      yield item;
      isLeft = false;
    } finally {
      if (isLeft) onLeave();
    }
  }
}

function decodeArguments(request: DecodeRequest): string[] {
  const { info, seek, filters, outputOptions, decoderOptions = [] } = request;
  const seeking = seek === null ? [] : ["-noaccurate_seek", "-ss", seek.toFixed(6)];
  const input = {
    inputOptions: [...INPUT_SAFETY, ...DECODER_OPTIONS, ...decoderOptions, ...seeking, "-copyts"],
    path: request.path,
  };
  const shared = [...oneClock(info.epochs ?? []), ...traceFrames(request.traced, info)];
  const own = [...filters, ...printPts("seen")];
  const { streamIndex } = info;
  const { beside } = request;
  if (!beside) {
    const options = [...onlyVideo(streamIndex), ...AS_TIMED, ...outputOptions];
    return ffmpegArguments({ ...input, filters: [...shared, ...own], outputOptions: options });
  }
  const timed = (options: readonly string[]) => [...NOTHING_ELSE, ...AS_TIMED, ...options];
  const second = {
    filters: [...beside.filters, ...printPts("beside")],
    outputOptions: timed(beside.outputOptions),
  };
  const forked = { streamIndex, shared, filters: own, outputOptions: timed(outputOptions), beside: second };
  return forkedArguments({ ...input, ...forked });
}

/**
 * Puts the frames of recordings that were joined on one clock, from the file's beginning. A frame belongs to the next epoch once PTS crosses
 * the border between the two in the direction of the jump.
 */
export function oneClock(epochs: readonly Epoch[]): string[] {
  if (epochs.length === 0) return [];
  const is = (i: number) => `eq(ld(0)\\,${i})`;
  const crossed = epochs.flatMap(({ border, back }, i) => {
    if (border === null) return [];
    const isOver = back ? `gte(PREV_INPTS\\,${border})*lte(PTS\\,${border})` : `gt(PTS\\,${border})`;
    return `${is(i)}*${isOver}`;
  });
  const shifts = epochs.map(({ shift }, i) => `${is(i)}*(${shift})`);
  return [`setpts=st(0\\,ld(0)+${crossed.join("+")})*0+PTS+${shifts.join("+")}`];
}

/** Timestamp in seconds of a PTS, and back; exact, since both are quotients that a double holds. */
export function timestampOf(pts: number, { timeBase, startTime }: VideoInfo): number {
  return (pts * timeBase.num) / timeBase.den - startTime;
}

export function ptsOf(timestamp: number, { timeBase, startTime }: VideoInfo): number {
  return Math.round(((timestamp + startTime) * timeBase.den) / timeBase.num);
}
