import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { createWorkspace } from "../../media/workspace.ts";
import { type Check, type Finding, findingsOf } from "../check.ts";

const diskFinding = findingsOf("disk");
const GIGABYTE = 1e9;
/** Besides two of the largest videos: stills, reports, and what else lives on this disk. */
const RESERVE = GIGABYTE;

export interface DiskOptions {
  /** Folder for temporary files. */
  readonly folder: string;
  readonly maxMegabytes: number;
  /** Where things are remembered, maybe on another volume; it need not be there yet. */
  readonly data: { readonly folder: string; readonly wantedBytes: number };
  /** Bytes; tests pass their own. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

export function checkDisk(options: DiskOptions): Check {
  return {
    part: "disk",
    limitMs: 10_000,
    run: async () => [await forVideos(options), await forMemory(options)],
  };
}

async function forVideos({ folder, maxMegabytes, freeBytes = freeOnDisk }: DiskOptions): Promise<Finding> {
  try {
    await using _ = await createWorkspace(folder);
  } catch {
    return diskFinding("fault", ({ disk }) => disk.unwritable(folder));
  }
  const free = await freeBytes(folder);
  const wanted = 2 * maxMegabytes * 1e6 + RESERVE;
  return free >= wanted
    ? diskFinding("fine", ({ disk }) => disk.fine(folder, gigabytes(free)))
    : diskFinding("warning", ({ disk }) => disk.low(folder, gigabytes(free), gigabytes(wanted)));
}

/** Below what is wanted no job begins. */
async function forMemory({ data, freeBytes = freeOnDisk }: DiskOptions): Promise<Finding> {
  const { folder, wantedBytes } = data;
  const free = await freeBytes(existing(folder));
  return free >= wantedBytes
    ? diskFinding("fine", ({ disk }) => disk.fine(folder, gigabytes(free)))
    : diskFinding("fault", ({ disk }) => disk.lowData(folder, megabytes(free), megabytes(wantedBytes)));
}

/** The folder, or the nearest above it that is there. */
function existing(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder));
}

async function freeOnDisk(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

function megabytes(bytes: number): string {
  return String(Math.floor(bytes / 1e6));
}

function gigabytes(bytes: number): string {
  return (bytes / GIGABYTE).toFixed(1);
}
