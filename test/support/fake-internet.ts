import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { createGuard, type Guard } from "../../src/media/guard/guard.ts";
import { close, listen } from "./servers/loopback.ts";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface FakeInternet extends AsyncDisposable {
  readonly guard: Guard;
  /** "address:port" of every connection that was begun. */
  readonly dialled: readonly string[];
  /** Names that were looked up, in order. */
  readonly resolved: readonly string[];
  /** Connections to any address that no site has: loopback, private networks and strangers alike. */
  readonly canaryHits: () => number;
  /** What the canary listens on, for a proxy variable or a playlist that would lead there. */
  readonly canary: { readonly port: number };
  /** Serves a site at a public address; `names` resolve to it unless the table says otherwise. */
  site(address: string, names: readonly string[], handler: Handler): void;
  /** What a name resolves to from now on; with several lists each look-up takes the next, and the last stays. */
  name(name: string, ...answers: readonly (readonly string[])[]): void;
}

/** A guard in front of made-up names and addresses, all of which end on loopback. Port 80 and 443 are the sites'. */
export async function startInternet(
  options: { readonly ports?: readonly number[] } = {},
): Promise<FakeInternet> {
  const handlers = new Map<string, Handler>();
  const answers = new Map<string, (readonly string[])[]>();
  const byLocalPort = new Map<number, string>();
  const dialled: string[] = [];
  const resolved: string[] = [];
  let canaryHits = 0;

  const canary = createServer((_, response) => response.end("SECRET")).on("connection", () => {
    canaryHits++;
  });
  const sites = createServer((request, response) => {
    const address = byLocalPort.get(request.socket.remotePort ?? 0) ?? "";
    handlers.get(address)?.(request, response);
  });
  const [canaryPort, sitesPort] = await Promise.all([listen(canary), listen(sites)]);

  const dial = (address: string, port: number): Socket => {
    dialled.push(`${address}:${port}`);
    if (!handlers.has(address)) return connect(canaryPort, "127.0.0.1");
    const socket = connect(sitesPort, "127.0.0.1");
    // The listener stands before the guard's own, so the site knows the caller by then.
    socket.once("connect", () => byLocalPort.set(socket.localPort ?? 0, address));
    return socket;
  };
  const resolve = async (name: string) => {
    resolved.push(name);
    const lists = answers.get(name);
    if (!lists) throw Object.assign(new Error(`no such name: ${name}`), { code: "ENOTFOUND" });
    return (lists.length > 1 ? lists.shift() : lists[0]) ?? [];
  };

  return {
    guard: createGuard({ ...options, resolve, dial, limits: { nameMs: 5_000, connectMs: 5_000 } }),
    dialled,
    resolved,
    canaryHits: () => canaryHits,
    canary: { port: canaryPort },
    site(address, names, handler) {
      handlers.set(address, handler);
      for (const name of names) answers.set(name, [[address]]);
    },
    name(name, ...lists) {
      answers.set(name, [...lists]);
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([close(canary), close(sites)]);
    },
  };
}
