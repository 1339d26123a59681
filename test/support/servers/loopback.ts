import { once } from "node:events";
import { createServer, type Server as HttpServer, type RequestListener } from "node:http";
import type { AddressInfo, Server } from "node:net";

export interface LocalServer extends AsyncDisposable {
  readonly port: number;
  /** "http://127.0.0.1:" and the port. */
  readonly url: string;
}

/** Lets a server listen on this machine alone; the system chooses the port. */
export async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** Resolves when nothing of it is left, connections included. */
export async function close(server: Server | HttpServer): Promise<void> {
  if ("closeAllConnections" in server) server.closeAllConnections();
  if (!server.listening) return;
  server.close();
  await once(server, "close");
}

/** An HTTP server on this machine, which answers as the listener says. */
export async function serveHttp(listener: RequestListener): Promise<LocalServer> {
  const server = createServer(listener);
  const port = await listen(server);
  return { port, url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: () => close(server) };
}
