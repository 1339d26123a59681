import { createServer } from "node:net";
import { close, listen } from "./servers/loopback.ts";

export interface CanaryServer extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  /** How many connections there were; must stay 0. */
  readonly hits: () => number;
}

/** A server that must not be reached. */
export async function startCanaryServer(): Promise<CanaryServer> {
  let hits = 0;
  const server = createServer((socket) => {
    hits++;
    socket.destroy();
  });
  const port = await listen(server);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    hits: () => hits,
    [Symbol.asyncDispose]: () => close(server),
  };
}
