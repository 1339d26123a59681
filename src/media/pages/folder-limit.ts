import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { MEGABYTE } from "../../http/progress.ts";

export interface FolderLimit {
  readonly folder: string;
  readonly maxMegabytes: number;
  /** Milliseconds between two looks. */
  readonly intervalMs?: number;
  /** Called once, when the folder holds more. */
  readonly onExceeded: () => void;
}

/** What a fast disk writes in this time may exceed the limit. */
const INTERVAL = 500;

/**
 * Watches a folder while a program writes into it. A program's limit for one file does not bound how many it
 * writes, and what a program announces is no limit either. Dispose it when the writer is done.
 */
export function limitFolder(options: FolderLimit): Disposable {
  const { folder, maxMegabytes, intervalMs = INTERVAL, onExceeded } = options;
  const stop = new AbortController();
  const watch = async () => {
    while (!stop.signal.aborted) {
      if ((await folderSize(folder)) > maxMegabytes * MEGABYTE) return onExceeded();
      await sleep(intervalMs, undefined, { signal: stop.signal, ref: false });
    }
  };
  watch().catch(() => undefined);
  return { [Symbol.dispose]: () => stop.abort() };
}

/** Bytes of all files below; what is removed meanwhile counts as gone. Symbolic links are not followed. */
export async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    bytes += await stat(join(entry.parentPath, entry.name)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return bytes;
}
