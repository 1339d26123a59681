import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { Storage } from "./database.ts";
import { isFull } from "./fault.ts";
import { createSqliteAdapter, type SqliteAdapter } from "./sqlite-adapter.ts";
import { emptyLog, openSqliteConnection, type SqliteConnection, shrink } from "./sqlite-connection.ts";

/** More than the largest picture with its log takes, and more than a log that has not been moved into the file yet. */
const RESERVE_BYTES = 8 * 1024 * 1024;
/** What the store would lack by it is left alone. */
const LEAST_FREE = 3 * RESERVE_BYTES;
const PIECE_BYTES = 1024 * 1024;

/** The embedded database: one file, no server. Throws where the file cannot be opened. */
export function openSqlite(path: string, now: () => number, onSetAside: (path: string) => void): Storage {
  const reserve = createReserve(`${path}.reserve`);
  const file = withReserve(reserve, () => openSqliteConnection(path, { now, onSetAside }));
  reserve.take();
  const listed = "key IN (SELECT value FROM json_each(?))";
  const selectKeys = file.prepare(
    "SELECT key FROM entries WHERE key >= ? AND key < ? AND (expires IS NULL OR expires > ?) ORDER BY key",
  );
  const replace = file.prepare("UPDATE entries SET value = ?, expires = ? WHERE key = ? AND value = ?");
  const insert = file.prepare(
    `INSERT INTO entries (value, expires, key) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires WHERE expires <= ?`,
  );
  const prolong = file.prepare(`UPDATE entries SET expires = ? WHERE ${listed}`);
  const removeExpired = file.prepare("DELETE FROM entries WHERE expires <= ?");
  return {
    adapter: deletingWhenFull(createSqliteAdapter(file, now), file, reserve),
    blobs: "raw",
    async ready() {},
    async keys(prefix) {
      const rows = selectKeys.all(prefix, `${prefix}\u{10ffff}`, now()) as unknown as { key: string }[];
      return rows.map(({ key }) => key);
    },
    async swap(key, expected, text, ttlMs) {
      const expires = now() + ttlMs;
      const { changes } =
        expected === undefined
          ? insert.run(text, expires, key, now())
          : replace.run(text, expires, key, expected);
      return changes > 0;
    },
    async prolong(keys, ttlMs) {
      prolong.run(now() + ttlMs, JSON.stringify(keys));
    },
    async compact() {
      withReserve(reserve, () => {
        removeExpired.run(now());
        shrink(file);
      });
      reserve.take();
    },
  };
}

/** What gives room back must not fail for want of room. */
function withReserve<T>(reserve: Reserve, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isFull(error)) throw error;
    reserve.giveUp();
    return work();
  }
}

/** On a full disk entries go one by one, each out of the log before the next, so that the reserve is enough for any number. */
function deletingWhenFull(adapter: SqliteAdapter, file: SqliteConnection, reserve: Reserve): SqliteAdapter {
  const { deleteMany } = adapter;
  return Object.assign(adapter, {
    async deleteMany(keys: string[]): Promise<boolean> {
      try {
        return await deleteMany(keys);
      } catch (error) {
        if (!isFull(error)) throw error;
        reserve.giveUp();
      }
      let isAny = false;
      for (const key of keys) {
        emptyLog(file);
        isAny = (await deleteMany([key])) || isAny;
      }
      emptyLog(file);
      return isAny;
    },
  });
}

/** Room on the volume that is given up where a full disk keeps even deletion from working: SQLite writes before it frees. */
interface Reserve {
  /** Takes it, again, where there is enough room for it. */
  take(): void;
  giveUp(): void;
}

function createReserve(path: string): Reserve {
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
