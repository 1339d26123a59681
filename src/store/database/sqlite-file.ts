import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Another process may hold the file for a moment; waiting for it stops this whole process, so not for long. */
const BUSY_MS = 1_000;

/** Longest write-ahead log that stays on disk after its content has moved into the file, bytes. */
const LOG_BYTES = 16 * 1024 * 1024;

/**
 * - auto_vacuum has to come before the first table and before WAL, or it has no effect.
 * - secure_delete overwrites with zeros what was deleted: what is forgotten must not lie in free pages.
 * - synchronous NORMAL: what was written survives any death of this process. A power cut may take the last seconds,
 *   but never damages the file; FULL would stop the whole process for a disk's flush with each write.
 * - `expires` (milliseconds since 1970) stands before the value, so that it is read without the value's pages.
 */
const SETUP = `
  PRAGMA auto_vacuum = INCREMENTAL;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA secure_delete = ON;
  PRAGMA journal_size_limit = ${LOG_BYTES};
  CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, expires INTEGER, value ANY NOT NULL) STRICT;
`;

/** Opens or makes the file, private to its owner; so is a folder that did not exist. Throws what node:sqlite throws. */
export function openSqliteFile(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // SQLite would make it readable for everyone; its log and index files take over the mode.
  closeSync(openSync(path, "a", 0o600));
  const file = new DatabaseSync(path, { timeout: BUSY_MS });
  try {
    file.exec(SETUP);
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

interface Shrinkable {
  exec(sql: string): void;
  prepare(sql: string): { get(): Record<string, unknown> | undefined };
}

/** Pages that are given back at a time: each step goes through the log, which a full disk has little room for. */
const STEP_PAGES = 500;

/** Gives free pages back to the disk, and empties the write-ahead log: old content lives on in it. */
export function shrink(file: Shrinkable): void {
  const countFree = file.prepare("SELECT freelist_count AS pages FROM pragma_freelist_count");
  const free = () => Number(countFree.get()?.pages ?? 0);
  emptyLog(file);
  for (let pages = free(), before = Infinity; pages > 0 && pages < before; pages = free()) {
    before = pages;
    file.exec(`PRAGMA incremental_vacuum(${STEP_PAGES})`);
    emptyLog(file);
  }
}

export function emptyLog(file: Pick<Shrinkable, "exec">): void {
  file.exec("PRAGMA wal_checkpoint(TRUNCATE)");
}
