import { KeyvPostgres } from "@keyv/postgres";
import pg from "pg";
import type { Logger } from "../../logger.ts";
import type { Storage } from "./database.ts";

const TABLE = "cuepoint";
const KEY_CHARACTERS = 255;

/** Milliseconds for a connection, and for one query on it; a connection that was too slow is not used again. */
const CONNECT_MS = 2_000;
const QUERY_MS = 5_000;
const CONNECTIONS = 8;

/** SQLSTATE of a table that is not there, and of two clients that made it in the same moment. */
const UNDEFINED_TABLE = "42P01";
const UNIQUE_VIOLATION = "23505";

/**
 * Keyv's adapter with a pool of its own: the one it makes is shared by the whole process and has no listener for
 * errors, so that a server which goes away would end the process. Keyv makes its table once, at the start; here it is
 * made when it is missing, also where the server came later.
 */
class PostgresAdapter extends KeyvPostgres {
  // Set by connect(), which the base class's constructor calls before fields of this class could be initialised.
  declare pool: pg.Pool;

  override async connect() {
    const pool = new pg.Pool({ ...this.opts, connectionString: this.opts.uri });
    pool.on("error", (error) => this.emit("error", error));
    this.pool = pool;
    // biome-ignore lint/suspicious/noExplicitAny: the base class promises rows of any shape.
    return async (sql: string, values?: unknown[]): Promise<any[]> => {
      try {
        return (await pool.query(sql, values)).rows;
      } catch (error) {
        if (stateOf(error) !== UNDEFINED_TABLE) throw error;
        await makeTable(pool);
        return (await pool.query(sql, values)).rows;
      }
    };
  }

  override async disconnect() {
    await this.pool.end();
  }
}

/** Connects with the first call, and anew with the next one after a loss. */
export function openPostgres(url: string, logger: Logger): Storage {
  const adapter = new PostgresAdapter({
    uri: url,
    table: TABLE,
    keySize: KEY_CHARACTERS,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
    keepAlive: true,
    application_name: "cuepoint",
  });
  adapter.on("error", (error) => logger.debug({ err: error }, "postgres connection"));
  return {
    adapter,
    blobs: "base64",
    async ready() {},
    async keys(prefix) {
      const rows = await adapter.query(`SELECT key FROM ${TABLE} WHERE starts_with(key, $1)`, [prefix]);
      return rows.map(({ key }: { key: string }) => key);
    },
    async swap(key, expected, text) {
      const rows =
        expected === undefined
          ? await adapter.query(
              `INSERT INTO ${TABLE} (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING key`,
              [key, text],
            )
          : await adapter.query(
              `UPDATE ${TABLE} SET value = $2 WHERE key = $1 AND value = $3 RETURNING key`,
              [key, text, expected],
            );
      return rows.length > 0;
    },
    // The table knows no time: each record says itself until when it lives, and the sweep takes it away.
    async prolong() {},
    // Autovacuum reuses the space.
    async compact() {},
  };
}

async function makeTable(pool: pg.Pool): Promise<void> {
  try {
    await pool.query(
      `CREATE TABLE IF NOT EXISTS ${TABLE} (key VARCHAR(${KEY_CHARACTERS}) PRIMARY KEY, value TEXT)`,
    );
  } catch (error) {
    if (stateOf(error) !== UNIQUE_VIOLATION) throw error;
  }
}

function stateOf(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code;
}
