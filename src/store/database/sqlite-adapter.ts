import type { KeyvStoreAdapter } from "keyv";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** Text as Keyv's serializer made it, or with the serializer off Keyv's own pair around a Buffer. */
type Stored = string | { readonly value: Buffer };

interface Row {
  readonly key: string;
  readonly value: string | Uint8Array;
}

export interface SqliteAdapter extends KeyvStoreAdapter {
  deleteMany(keys: string[]): Promise<boolean>;
  setMany(entries: readonly { key: string; value: Stored; ttl?: number }[]): Promise<void>;
}

const PAGE_ROWS = 100;

/**
 * Keyv's storage interface over one table. Buffers are kept as they are: as base64 inside JSON they would take a
 * third more room and most of the time. What has expired reads as absent; `DELETE_EXPIRED` takes it away.
 */
export function createSqliteAdapter(
  file: SqliteConnection,
  now: () => number = () => Date.now(),
): SqliteAdapter {
  const alive = "(expires IS NULL OR expires > ?)";
  const listed = "key IN (SELECT value FROM json_each(?))";
  const select = file.prepare(`SELECT key, value FROM entries WHERE key = ? AND ${alive}`);
  const selectMany = file.prepare(`SELECT key, value FROM entries WHERE ${listed} AND ${alive}`);
  const selectPage = file.prepare(
    `SELECT key, value FROM entries WHERE key > ? AND key < ? AND ${alive} ORDER BY key LIMIT ${PAGE_ROWS}`,
  );
  const upsert = file.prepare("INSERT OR REPLACE INTO entries (key, value, expires) VALUES (?, ?, ?)");
  const removeMany = file.prepare(`DELETE FROM entries WHERE ${listed} AND ${alive}`);
  const removeRange = file.prepare("DELETE FROM entries WHERE key > ? AND key < ?");

  const put = (key: string, value: Stored, ttl?: number) => {
    upsert.run(key, typeof value === "string" ? value : value.value, ttl ? now() + ttl : null);
  };
  const readMany = (keys: readonly string[]) => {
    const rows = selectMany.all(JSON.stringify(keys), now()) as unknown as Row[];
    const found = new Map(rows.map(({ key, value }) => [key, stored(value)]));
    return keys.map((key) => found.get(key));
  };
  const remove = (keys: readonly string[]) => removeMany.run(JSON.stringify(keys), now()).changes > 0;

  const adapter: SqliteAdapter = {
    // Keyv offers its iterator only over dialects that it knows by name.
    opts: { dialect: "sqlite" },
    async get<Value>(key: string) {
      const row = select.get(key, now()) as unknown as Row | undefined;
      return (row && stored(row.value)) as Value | undefined;
    },
    async getMany<Value>(keys: string[]) {
      return readMany(keys) as (Value | undefined)[];
    },
    async set(key: string, value: Stored, ttl?: number) {
      put(key, value, ttl);
    },
    async setMany(entries) {
      transact(file, () => {
        for (const { key, value, ttl } of entries) put(key, value, ttl);
      });
    },
    async delete(key) {
      return remove([key]);
    },
    async deleteMany(keys) {
      return remove(keys);
    },
    async has(key) {
      return select.get(key, now()) !== undefined;
    },
    async clear() {
      removeRange.run(...rangeOf(adapter.namespace));
    },
    async *iterator<Value>(namespace?: string) {
      let [last, end] = rangeOf(namespace);
      for (let rows: Row[] = [{ key: last, value: "" }]; rows.length > 0; last = rows.at(-1)?.key ?? end) {
        rows = selectPage.all(last, end, now()) as unknown as Row[];
        for (const { key, value } of rows) yield [key, stored(value) as Awaited<Value>];
      }
    },
    async disconnect() {
      if (file.isOpen) file.close();
    },
    // Every fault is thrown to the caller; there is none to tell of later.
    on: () => adapter,
  };
  return adapter;
}

/** What lies strictly between the two begins with `namespace:`; without one, everything does. */
function rangeOf(namespace: string | undefined): [string, string] {
  return namespace ? [`${namespace}:`, `${namespace};`] : ["", "\u{10ffff}"];
}

/** node:sqlite gives bytes as Uint8Array; the Buffer is a view of the same memory. */
function stored(value: string | Uint8Array): Stored {
  if (typeof value === "string") return value;
  return { value: Buffer.from(value.buffer, value.byteOffset, value.byteLength) };
}

function transact(file: SqliteConnection, work: () => void): void {
  file.exec("BEGIN IMMEDIATE");
  try {
    work();
    file.exec("COMMIT");
  } catch (error) {
    if (file.isTransaction) file.exec("ROLLBACK");
    throw error;
  }
}
