import { rmSync } from "node:fs";
import pg from "pg";
import { afterAll } from "vitest";
import { describeLosses } from "../contracts/store/losses.ts";
import { describeStore } from "../contracts/store/store.ts";
import type { RawAccess } from "../contracts/store/subject.ts";
import { type PostgresServer, postgresMissing, postgresServer } from "../support/servers/postgres-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { describeUnless } from "../support/unless.ts";

function rawPostgres(url: string, close: () => Promise<void>): RawAccess {
  const pool = new pg.Pool({ connectionString: url });
  const query = async (sql: string, ...values: string[]) => (await pool.query(sql, values)).rows;
  return {
    keys: async () => (await query("SELECT key FROM cuepoint")).map(({ key }) => key),
    read: async (key) => (await query("SELECT value FROM cuepoint WHERE key = $1", key))[0]?.value ?? "",
    write: async (key, text) =>
      void (await query("UPDATE cuepoint SET value = $2 WHERE key = $1", key, text)),
    delete: async (key) => void (await query("DELETE FROM cuepoint WHERE key = $1", key)),
    // The store makes its table again by itself.
    reset: async () => void (await query("DROP TABLE IF EXISTS cuepoint")),
    async close() {
      await pool.end();
      await close();
    },
  };
}

describeUnless(postgresMissing, "the store", () => {
  const folder = temporaryFolder();
  const servers: PostgresServer[] = [];
  const newServer = async () => {
    const server = await postgresServer();
    servers.push(server);
    return server;
  };
  afterAll(() => {
    for (const server of servers) rmSync(server.folder, { recursive: true, force: true });
  });
  describeStore("PostgreSQL", async () => {
    const server = await newServer();
    await server.start();
    return { url: server.url, folder, raw: rawPostgres(server.url, server.kill) };
  });
  describeLosses("PostgreSQL", async () => ({ server: await newServer(), folder }));
});
