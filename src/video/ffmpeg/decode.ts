import type { Readable } from "node:stream";
import { linesOf } from "../../process/lines.ts";
import type { VideoInfo } from "../video.ts";
import { ffmpegArguments } from "./command.ts";
import type { Ffmpeg } from "./ffmpeg.ts";
import { DECODER_OPTIONS, INPUT_SAFETY, onlyVideo } from "./safety.ts";

export interface DecodeRequest {
  readonly path: string;
  readonly info: VideoInfo;
  /** Seconds; decoding starts at the I-frame here. Null: at the beginning. */
  readonly seek: number | null;
  readonly decoderOptions?: readonly string[];
  readonly filters: readonly string[];
  readonly outputOptions: readonly string[];
  /** Cuts stdout into one buffer a frame. */
  readonly split: (stdout: Readable) => AsyncIterable<Buffer>;
  readonly timeLimit: number;
}

export interface DecodedFrame {
  /** In units of the stream's time base, as in the file (-copyts). */
  readonly pts: number;
  readonly data: Buffer;
}

export interface Decoding {
  /** Breaking out of the loop ends ffmpeg at once. */
  readonly frames: AsyncIterable<DecodedFrame>;
  /** How many complaints the decoder has written; it goes on after a damaged frame. */
  readonly faults: () => number;
}

/** Gives every frame an entry of metadata, since `metadata=print` is silent on frames without one; fd 3 gets its PTS. */
const PRINT_PTS = ["metadata=mode=add:key=seen:value=1", "metadata=mode=print:file='pipe\\:3':direct=1"];

/**
 * Every frame as it comes, timed in the file's own ticks: in ticks of the average frame rate, two frames that
 * follow each other faster get the same time, and the JPEG encoder gives up there.
 */
const AS_TIMED = ["-fps_mode", "passthrough", "-enc_time_base", "-1"];

/** What decoders say of damaged data; complaints of the muxer about odd timestamps are none of these. */
const FAULT = /error while decoding|invalid (nal|data)|corrupt|missing picture|concealing|error splitting/i;

/** Runs ffmpeg once and pairs each frame on stdout with its exact PTS, which arrives on file descriptor 3. */
export function decode(ffmpeg: Ffmpeg, request: DecodeRequest, signal: AbortSignal): Decoding {
  let faults = 0;
  async function* frames(): AsyncGenerator<DecodedFrame> {
    const running = ffmpeg.start("ffmpeg", decodeArguments(request), {
      signal,
      timeLimit: request.timeLimit,
    });
    const times = createPtsQueue(running.side, running.kill);
    let completed = false;
    try {
      for await (const data of request.split(running.stdout)) {
        const pts = await times.next();
        if (pts === null) break;
        if (!Number.isNaN(pts)) yield { pts, data };
      }
      completed = true;
    } finally {
      running.kill();
      const exit = await running.exit.catch((error: unknown) => {
        // The loop's own fault, or the reader's leaving early, matters more than how the program ended.
        if (completed) throw error;
        return null;
      });
      faults = exit ? exit.messages.split("\n").filter((line) => FAULT.test(line)).length : 0;
    }
  }
  return { frames: frames(), faults: () => faults };
}

function decodeArguments(request: DecodeRequest): string[] {
  const { info, seek, filters, outputOptions, decoderOptions = [] } = request;
  const seeking = seek === null ? [] : ["-noaccurate_seek", "-ss", seek.toFixed(6)];
  return ffmpegArguments({
    inputOptions: [...INPUT_SAFETY, ...DECODER_OPTIONS, ...decoderOptions, ...seeking, "-copyts"],
    path: request.path,
    filters: [...filters, ...PRINT_PTS],
    outputOptions: [...onlyVideo(info.streamIndex), ...AS_TIMED, ...outputOptions],
  });
}

interface PtsQueue {
  /** NaN for a frame without time, null at the end. */
  next(): Promise<number | null>;
}

/** Characters; a line has a few dozen. */
const LONGEST_LINE = 4096;
/** Times run ahead of frames by what fits into a pipe; so many more come from no honest program. */
const MOST_AHEAD = 1_000_000;

/**
 * Reads "frame:0    pts:512     pts_time:0.04" lines without ever holding the program back; `stop` ends a program
 * that floods us with them.
 */
function createPtsQueue(side: Readable, stop: () => void): PtsQueue {
  const ready: number[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  const read = async () => {
    for await (const line of linesOf(side, LONGEST_LINE, "video-failed")) {
      const match = /^frame:\s*\d+\s+pts:\s*(\S+)/.exec(line);
      if (!match) continue;
      ready.push(Number.parseInt(match[1] ?? "", 10));
      wake?.();
      if (ready.length > MOST_AHEAD) return;
    }
  };
  read()
    .catch(() => undefined)
    .finally(() => {
      // After the last line this finds nothing to stop.
      if (!side.readableEnded) stop();
      ended = true;
      wake?.();
    });
  return {
    async next() {
      while (ready.length === 0 && !ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return ready.shift() ?? null;
    },
  };
}

/** Timestamp in seconds of a PTS, and back; exact, since both are quotients that a double holds. */
export function timestampOf(pts: number, { timeBase, startTime }: VideoInfo): number {
  return (pts * timeBase.num) / timeBase.den - startTime;
}

export function ptsOf(timestamp: number, { timeBase, startTime }: VideoInfo): number {
  return Math.round(((timestamp + startTime) * timeBase.den) / timeBase.num);
}
