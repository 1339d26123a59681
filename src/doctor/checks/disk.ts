import { statfs } from "node:fs/promises";
import { createWorkspace } from "../../media/workspace.ts";
import { type Check, findingsOf } from "../check.ts";

const finding = findingsOf("disk");
const GIGABYTE = 1e9;
/** Besides two of the largest videos: stills, reports, and what else lives on this disk. */
const RESERVE = GIGABYTE;

export interface DiskOptions {
  /** Folder for temporary files. */
  readonly folder: string;
  readonly maxMegabytes: number;
  /** Bytes; tests pass their own. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

export function checkDisk({ folder, maxMegabytes, freeBytes = freeOnDisk }: DiskOptions): Check {
  return {
    part: "disk",
    limitMs: 10_000,
    async run() {
      try {
        await using _ = await createWorkspace(folder);
      } catch {
        return [finding("fault", ({ disk }) => disk.unwritable(folder))];
      }
      const free = await freeBytes(folder);
      const wanted = 2 * maxMegabytes * 1e6 + RESERVE;
      return free >= wanted
        ? [finding("fine", ({ disk }) => disk.fine(folder, gigabytes(free)))]
        : [finding("warning", ({ disk }) => disk.low(folder, gigabytes(free), gigabytes(wanted)))];
    },
  };
}

async function freeOnDisk(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

function gigabytes(bytes: number): string {
  return (bytes / GIGABYTE).toFixed(1);
}
