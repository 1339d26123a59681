import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** More than the largest picture with its log takes, and more than a log that has not been moved into the file yet. */
const RESERVE_BYTES = 8 * 1024 * 1024;
/** What the store would lack by it is left alone. */
const LEAST_FREE = 3 * RESERVE_BYTES;
const PIECE_BYTES = 1024 * 1024;

/** Room on the volume that is given up where a full disk keeps even deletion from working: SQLite writes before it frees. */
export interface Reserve {
  /** Takes it, again, where there is enough room for it. */
  take(): void;
  giveUp(): void;
}

export function createReserve(path: string): Reserve {
  const giveUp = () => rmSync(path, { force: true });
  return {
    giveUp,
    take() {
      if (statSync(path, { throwIfNoEntry: false })?.size === RESERVE_BYTES) return;
      try {
        const { bavail, bsize } = statfsSync(dirname(path));
        if (bavail * bsize >= LEAST_FREE) fill(path);
      } catch {
        giveUp();
      }
    },
  };
}

/** With random bytes, since a file system may keep zeros without taking room for them. */
function fill(path: string): void {
  const file = openSync(path, "w", 0o600);
  try {
    for (let at = 0; at < RESERVE_BYTES; at += PIECE_BYTES) writeSync(file, randomBytes(PIECE_BYTES));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
