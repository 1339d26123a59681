import { createSqliteAdapter } from "./sqlite-adapter.ts";
import { openSqliteConnection } from "./sqlite-connection.ts";
import { shrink } from "./sqlite-file.ts";
import type { Storage } from "./storage.ts";

/** The embedded database: one file, no server. Throws where the file cannot be opened. */
export function openSqlite(path: string, now: () => number, onSetAside: (path: string) => void): Storage {
  const file = openSqliteConnection(path, { now, onSetAside });
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
    adapter: createSqliteAdapter(file, now),
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
      removeExpired.run(now());
      shrink(file);
    },
  };
}
