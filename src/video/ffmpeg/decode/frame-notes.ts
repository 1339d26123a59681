import type { Readable } from "node:stream";
import { linesOf } from "../../../process/start.ts";

/** A frame that scdet has measured. */
export interface PassedFrame {
  readonly pts: number;
  /** Mean difference in brightness to the frame decoded before, percent. */
  readonly score: number;
}

interface FrameNote {
  /** NaN for a frame without time. */
  readonly pts: number;
  readonly passed: readonly PassedFrame[];
}

export interface FrameNotes {
  /** What was written of the next frame on stdout; null at the end. */
  next(): Promise<FrameNote | null>;
  /** PTS of all traced frames that were decoded, at least up to the one that `next` returned last. */
  readonly decoded: ReadonlySet<number>;
  /** PTS of the frames that go to file descriptor 4, in their order. */
  readonly beside: readonly number[];
}

/** Characters; a line has a few dozen. */
const LONGEST_LINE = 4096;
/** Lines run ahead of frames by what fits into a pipe; so many more come from no honest program. */
const MOST_AHEAD = 1_000_000;

/**
 * Reads what the metadata filters write, "frame:0    pts:512     pts_time:0.04" and then a line "key=value", without
 * ever holding the program back. The key "seen" says that the frame goes to stdout. `stop` ends
 * a program that floods us.
 */
export function readFrameNotes(side: Readable, stop: () => void): FrameNotes {
  const ready: FrameNote[] = [];
  let pts = Number.NaN;
  let passed: PassedFrame[] = [];
  const decoded = new Set<number>();
  const beside: number[] = [];
  let ended = false;
  /** Lines read since a frame was last asked for. */
  let ahead = 0;
  let wake: (() => void) | undefined;
  const take = (line: string) => {
    if (line.startsWith("frame:")) {
      pts = Number.parseInt(/pts:\s*(\S+)/.exec(line)?.[1] ?? "", 10);
    } else if (line.startsWith("lavfi.scd.mafd=")) {
      passed.push({ pts, score: Number.parseFloat(line.slice("lavfi.scd.mafd=".length)) });
    } else if (line.startsWith("decoded=")) {
      decoded.add(pts);
    } else if (line.startsWith("beside=")) {
      beside.push(pts);
    } else if (line.startsWith("seen=")) {
      ready.push({ pts, passed });
      passed = [];
      wake?.();
    }
  };
  const read = async () => {
    for await (const line of linesOf(side, LONGEST_LINE, "video-failed")) {
      take(line);
      ahead += 1;
      if (ahead > MOST_AHEAD) return;
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
    decoded,
    beside,
    async next() {
      ahead = 0;
      while (ready.length === 0 && !ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return ready.shift() ?? null;
    },
  };
}
