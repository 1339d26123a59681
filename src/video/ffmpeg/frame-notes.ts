import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

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
}

/**
 * Reads what the metadata filters write, "frame:0    pts:512     pts_time:0.04" and then a line "key=value", without
 * ever holding the program back. The key "seen" says that the frame goes to stdout.
 */
export function readFrameNotes(side: Readable): FrameNotes {
  const ready: FrameNote[] = [];
  let pts = Number.NaN;
  let passed: PassedFrame[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  const lines = createInterface({ input: side });
  lines.on("line", (line) => {
    if (line.startsWith("frame:")) {
      pts = Number.parseInt(/pts:\s*(\S+)/.exec(line)?.[1] ?? "", 10);
    } else if (line.startsWith("lavfi.scd.mafd=")) {
      passed.push({ pts, score: Number.parseFloat(line.slice("lavfi.scd.mafd=".length)) });
    } else if (line.startsWith("seen=")) {
      ready.push({ pts, passed });
      passed = [];
      wake?.();
    }
  });
  lines.on("close", () => {
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
