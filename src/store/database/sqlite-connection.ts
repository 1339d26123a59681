import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { isDamage } from "./fault.ts";

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

/** Pages that are given back at a time: each step goes through the log, which a full disk has little room for. */
const STEP_PAGES = 500;

/** What belongs to SQLite's file: its log and the log's index. */
const PARTS = ["-wal", "-shm", ""];

/** What our SQL needs of node:sqlite's database. */
export interface SqliteConnection {
  prepare(sql: string): {
    all(...values: SQLInputValue[]): ReturnType<StatementSync["all"]>;
    get(...values: SQLInputValue[]): ReturnType<StatementSync["get"]>;
    run(...values: SQLInputValue[]): ReturnType<StatementSync["run"]>;
  };
  exec(sql: string): void;
  readonly isOpen: boolean;
  readonly isTransaction: boolean;
  close(): void;
}

interface ConnectionOptions {
  readonly now: () => number;
  /** A damaged file now has this name, and an empty one its place. */
  readonly onSetAside: (path: string) => void;
}

/**
 * Survives a damaged file, at the start or later: the file is set aside, a new one begun, and the call tried again there.
 * A damaged store would otherwise refuse everything until an operator looked.
 */
export function openSqliteConnection(path: string, options: ConnectionOptions): SqliteConnection {
  let opened = openSound(path, options);
  let isBroken = false;
  const renew = () => {
    try {
      opened.file.close();
    } finally {
      opened = replace(path, opened.inode, options);
      isBroken = false;
    }
  };
  const sound = <T>(work: (file: DatabaseSync) => T): T => {
    if (isBroken && !opened.file.isTransaction) renew();
    try {
      return work(opened.file);
    } catch (error) {
      if (!isDamage(error)) throw error;
      isBroken = true;
      // Half a transaction cannot go on in another file: its owner sees it fail.
      if (opened.file.isTransaction) throw error;
      renew();
      return work(opened.file);
    }
  };
  return {
    prepare(sql) {
      const prepared = new WeakMap<DatabaseSync, StatementSync>();
      const statement = (file: DatabaseSync) => {
        const known = prepared.get(file) ?? file.prepare(sql);
        prepared.set(file, known);
        return known;
      };
      return {
        all: (...values) => sound((file) => statement(file).all(...values)),
        get: (...values) => sound((file) => statement(file).get(...values)),
        run: (...values) => sound((file) => statement(file).run(...values)),
      };
    },
    exec: (sql) => sound((file) => file.exec(sql)),
    get isOpen() {
      return opened.file.isOpen;
    },
    get isTransaction() {
      return opened.file.isTransaction;
    },
    close: () => opened.file.close(),
  };
}

interface Opened {
  readonly file: DatabaseSync;
  readonly inode: number | undefined;
}

function openSound(path: string, options: ConnectionOptions): Opened {
  const inode = inodeOf(path);
  try {
    return open(path);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return replace(path, inode, options);
  }
}

/** Another process may have been faster: what has another inode by now is its new file. */
function replace(path: string, inode: number | undefined, { now, onSetAside }: ConnectionOptions): Opened {
  if (inode !== undefined && inodeOf(path) === inode) onSetAside(setAside(path, now()));
  return open(path);
}

/** Gives a damaged file and its log another name, which it returns: an operator may still save what is in it. */
function setAside(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, "-");
  const aside = `${path}.damaged-${stamp}`;
  for (const part of PARTS) {
    if (existsSync(path + part)) renameSync(path + part, aside + part);
  }
  return aside;
}

function open(path: string): Opened {
  const file = openSqliteFile(path);
  return { file, inode: inodeOf(path) };
}

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}

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
