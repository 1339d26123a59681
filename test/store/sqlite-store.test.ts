import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describeStore } from "../contracts/store/store.ts";
import type { RawAccess } from "../contracts/store/subject.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();

function rawSqlite(path: string): RawAccess {
  const query = (sql: string, ...values: (string | Buffer)[]) => {
    using file = new DatabaseSync(path);
    return file.prepare(sql).all(...values) as { key: string; value: string }[];
  };
  return {
    keys: async () => query("SELECT key FROM entries").map(({ key }) => key),
    read: async (key) => query("SELECT value FROM entries WHERE key = ?", key)[0]?.value ?? "",
    async write(key, text) {
      const value = key.startsWith("cuepoint:blobs:") ? Buffer.from(text, "base64") : text;
      query("UPDATE entries SET value = ? WHERE key = ?", value, key);
    },
    delete: async (key) => void query("DELETE FROM entries WHERE key = ?", key),
    reset: async () => rmSync(folder, { recursive: true, force: true }),
    close: async () => {},
  };
}

describeStore("SQLite", async () => ({
  url: undefined,
  folder,
  raw: rawSqlite(join(folder, "cuepoint.sqlite")),
}));
