import { createClient } from "@keyv/redis";
import { findProgram } from "./find-program.ts";
import { freePort } from "./free-port.ts";
import { serverFrom, type TestServer } from "./server.ts";

/** Why there is none here, or null. */
export const redisMissing = findProgram("redis-server") ? null : "redis-server is not installed";

/** Keeps nothing on disk: killed, it comes back empty. */
export async function redisServer(): Promise<TestServer> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  return serverFrom({
    url,
    port,
    command: findProgram("redis-server") ?? "redis-server",
    args: ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    killSignal: "SIGKILL",
    async answers() {
      const client = createClient({ url, socket: { reconnectStrategy: false } });
      client.on("error", () => {});
      await client.connect();
      await client.ping();
      client.destroy();
    },
  });
}
