import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { findProgram } from "./find-program.ts";
import { freePort } from "./free-port.ts";
import { serverFrom, type TestServer } from "./server.ts";

/** Why there is none here, or null. */
export const postgresMissing =
  findProgram("postgres") && findProgram("initdb") ? null : "postgresql is not installed";

/** PostgreSQL refuses to run as root, so root hands it to this user. */
const USER = "nobody";
const isRoot = process.getuid?.() === 0;

export interface PostgresServer extends TestServer {
  readonly folder: string;
}

/** A new cluster in a folder that the caller removes, without waits for the disk. */
export async function postgresServer(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "cuepoint-postgres-"));
  if (isRoot) execFileSync("chown", [USER, folder]);
  const data = join(folder, "data");
  const [initdb, ...initArgs] = asUser("initdb");
  execFileSync(
    initdb,
    [...initArgs, "-D", data, "-U", "cuepoint", "-A", "trust", "-E", "UTF8", "--no-sync"],
    {
      stdio: "ignore",
    },
  );
  const port = await freePort();
  const url = `postgres://cuepoint@127.0.0.1:${port}/postgres`;
  const [command, ...before] = asUser("postgres");
  const settings = ["listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`, "fsync=off"];
  const args = [...before, "-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const server = serverFrom({
    url,
    port,
    command,
    args,
    killSignal: "SIGQUIT",
    async answers() {
      const client = new pg.Client({ connectionString: url });
      client.on("error", () => {});
      await client.connect();
      await client.end();
    },
  });
  return { ...server, ...freezer(url), folder };
}

/** Stopping the server's first process would leave those that serve connections running; a lock stops the answers. */
function freezer(url: string): Pick<TestServer, "freeze" | "thaw"> {
  const client = new pg.Client({ connectionString: url });
  return {
    async freeze() {
      await client.connect();
      await client.query("BEGIN; LOCK TABLE cuepoint");
    },
    thaw: () => client.end(),
  };
}

function asUser(name: string): [string, ...string[]] {
  const program = findProgram(name) ?? name;
  if (!isRoot) return [program];
  return ["setpriv", `--reuid=${USER}`, "--regid=nogroup", "--clear-groups", program];
}
