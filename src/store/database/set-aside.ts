import { existsSync, renameSync } from "node:fs";

/** What belongs to SQLite's file: its log and the log's index. */
const PARTS = ["-wal", "-shm", ""];

/** Gives a damaged file another name, with what belongs to it, and returns that name: what is in the file may still be saved by hand. */
export function setAside(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, "-");
  const aside = `${path}.damaged-${stamp}`;
  for (const part of PARTS) {
    if (existsSync(path + part)) renameSync(path + part, aside + part);
  }
  return aside;
}
