import { createClient } from "@keyv/redis";
import { findProgram } from "./find-program.ts";
import { freePort } from "./free-port.ts";
import { serverFrom, type TestServer } from "./server.ts";

/** Why there is none here, or null. */
export const redisMissing = findProgram("redis-server") ? null : "redis-server is not installed";

/** Keeps nothing on disk, so that it comes back empty when killed; with a folder, everything it has acknowledged. */
export async function redisServer(folder?: string): Promise<TestServer> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  return serverFrom({
    url,
    port,
    command: findProgram("redis-server") ?? "redis-server",
    args: [
      ...["--port", String(port), "--bind", "127.0.0.1", "--save", ""],
      ...(folder
        ? ["--appendonly", "yes", "--appendfsync", "always", "--dir", folder]
        : ["--appendonly", "no"]),
    ],
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
