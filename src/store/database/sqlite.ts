import { isFull } from "./fault.ts";
import { createReserve, type Reserve } from "./reserve.ts";
import { createSqliteAdapter, type SqliteAdapter } from "./sqlite-adapter.ts";
import { openSqliteConnection, type SqliteConnection } from "./sqlite-connection.ts";
import { emptyLog, shrink } from "./sqlite-file.ts";
import type { Storage } from "./storage.ts";

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
