import { randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Dispatcher, request } from "undici";
import { SafeError, safeError } from "../../util/safe-error.ts";
import { createGuardedAgent, type Guard } from "../guard/guard.ts";
import { GuardRefusal, portOf } from "../guard/url-gate.ts";
import { createCountedGuard } from "./counted-guard.ts";

interface GuardProxyOptions {
  readonly guard: Guard;
  /** Bytes that may come in through it in all. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** For the log: why a connection was refused, without its address. */
  readonly onRefused?: (reason: SafeError) => void;
}

/** Dispose it when the run is over: every connection through it ends. */
export interface GuardProxy extends AsyncDisposable {
  /** With the credentials of this run. */
  readonly url: string;
  readonly refusals: () => number;
  /** True once more came in than may. */
  readonly isSpent: () => boolean;
}

/** Milliseconds for a TLS handshake. */
const CONNECT = 10_000;
const USER = "cuepoint";

/**
 * An HTTP proxy on loopback for one run of a program that checks no addresses itself: every request and every
 * tunnel goes through the guard and to the address that it checked. Random credentials keep other programs of
 * this machine out.
 */
export async function startGuardProxy(options: GuardProxyOptions): Promise<GuardProxy> {
  const { guard, signal, onRefused = () => undefined } = options;
  const password = randomBytes(24).toString("base64url");
  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  const counted = createCountedGuard(guard, options.maxBytes);
  const agent = createGuardedAgent(counted, CONNECT, ended);
  let refusals = 0;
  const refuse = (error: unknown) => {
    if (!(error instanceof GuardRefusal)) return;
    refusals++;
    onRefused(safeError(error));
  };

  const server = createServer((request, response) => {
    if (!mayEnter(request, password)) {
      response.writeHead(407, CHALLENGE).end();
      return;
    }
    forward(request, response, { guard: counted, agent, signal: ended }).catch((error: unknown) => {
      refuse(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
  });
  server.on("connection", (socket: Socket) => counted.keep(socket));
  server.on("connect", (request: IncomingMessage, client: Duplex, head: Buffer) => {
    if (!mayEnter(request, password)) {
      client.end(`HTTP/1.1 407 No\r\n${CHALLENGE_LINE}\r\n\r\n`);
      return;
    }
    tunnel(request, client, head, counted, ended).catch((error: unknown) => {
      refuse(error);
      client.end("HTTP/1.1 502 No\r\n\r\n");
    });
  });
  server.on("clientError", (_, socket) => socket.destroy());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${USER}:${password}@127.0.0.1:${port}`,
    refusals: () => refusals,
    isSpent: counted.isSpent,
    async [Symbol.asyncDispose]() {
      over.abort();
      counted.endAll();
      server.close();
      await Promise.all([once(server, "close"), agent.destroy()]);
    },
  };
}

const CHALLENGE = { "proxy-authenticate": 'Basic realm="cuepoint"' };
const CHALLENGE_LINE = 'Proxy-Authenticate: Basic realm="cuepoint"';

function mayEnter({ headers }: IncomingMessage, password: string): boolean {
  const given = Buffer.from(headers["proxy-authorization"] ?? "");
  const wanted = Buffer.from(`Basic ${Buffer.from(`${USER}:${password}`).toString("base64")}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function tunnel(
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  guard: Guard,
  signal: AbortSignal,
): Promise<void> {
  // "host:port", read by the same parser as every link, so that odd spellings become plain.
  const url = URL.parse(`http://${request.url ?? ""}`);
  if (url === null || url.pathname !== "/" || url.username !== "") throw new SafeError("malformed tunnel");
  const upstream = await guard.connect(url.hostname, portOf(url), signal);
  client.write("HTTP/1.1 200 OK\r\n\r\n");
  upstream.write(head);
  upstream.pipe(client).pipe(upstream);
}

/** Headers that a proxy must not pass on (RFC 9110, 7.6.1), and the host, which the URL has. */
const HOP_BY_HOP = new Set([
  "connection",
  "expect",
  "host",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Passes a plain http request on. The agent makes the connections, so it has to be a guarded one. Throws what the
 * guard throws.
 */
async function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { guard, agent, signal }: { guard: Pick<Guard, "admit">; agent: Dispatcher; signal: AbortSignal },
): Promise<void> {
  const url = guard.admit(incoming.url ?? "");
  const method = methodOf(incoming);
  if (url.protocol !== "http:" || method === null) throw new SafeError("not a plain http request");
  const answer = await request(url, {
    dispatcher: agent,
    signal,
    method,
    headers: endToEnd(incoming.headers),
    ...(method === "POST" && { body: incoming }),
  });
  outgoing.writeHead(answer.statusCode, endToEnd(answer.headers));
  await pipeline(answer.body, outgoing);
}

function methodOf({ method }: IncomingMessage): "GET" | "HEAD" | "POST" | null {
  return method === "GET" || method === "HEAD" || method === "POST" ? method : null;
}

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}
