import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { type Dispatcher, request } from "undici";
import { SafeError } from "../../util/safe-error.ts";
import type { Guard } from "../guard/guard.ts";

/** Between two neighbours only; what a proxy must not hand on (RFC 9110, 7.6.1), and the name, which the URL has. */
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
 * Hands a plain http request on. The agent has to be a guarded one: it makes the connections. Throws what the
 * guard throws.
 */
export async function forward(
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
