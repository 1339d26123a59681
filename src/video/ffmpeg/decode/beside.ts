import type { Readable } from "node:stream";
import { splitParts } from "./jpeg.ts";

/** Frames that a run writes to file descriptor 4 as JPEG, beside what it is there for. */
export interface BesideRequest {
  readonly filters: readonly string[];
  readonly outputOptions: readonly string[];
  /** Bytes that are kept at most; what comes after that is thrown away. */
  readonly most: number;
}

export interface BesideFrame {
  readonly pts: number;
  readonly jpeg: Buffer;
}

/** Reads that descriptor to its end, whatever becomes of it, since a full pipe would hold the program up. */
export function collectBeside(stream: Readable | undefined, most: number) {
  const jpegs: Buffer[] = [];
  let bytes = 0;
  const read = async () => {
    if (!stream) return;
    for await (const jpeg of splitParts(stream)) {
      bytes += jpeg.byteLength;
      if (bytes <= most) jpegs.push(jpeg);
    }
  };
  // What ends early with its program has no end that tells anything.
  const ended = read().catch(() => undefined);
  return {
    /** With their PTS, which are told elsewhere in the same order. */
    async finish(pts: readonly number[]): Promise<BesideFrame[]> {
      await ended;
      return jpegs.flatMap((jpeg, i) => {
        const time = pts[i];
        return time === undefined || Number.isNaN(time) ? [] : [{ pts: time, jpeg }];
      });
    },
  };
}
