import { createServer } from "node:net";
import { close, listen } from "./loopback.ts";

/** A port on which nothing listens at this moment; the system chose it. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await close(server);
  return port;
}
