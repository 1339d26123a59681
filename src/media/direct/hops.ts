import { type Dispatcher, request } from "undici";
import { headerOf, REQUEST_HEADERS } from "../../http/headers.ts";
import type { Guard } from "../guard/guard.ts";
import { GuardRefusal } from "../guard/url-gate.ts";

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface Answer {
  /** After all redirects. */
  readonly url: URL;
  readonly response: Dispatcher.ResponseData;
}

export interface HopOptions {
  readonly guard: Guard;
  readonly agent: Dispatcher;
  readonly signal: AbortSignal;
}

/** One request that follows nothing. */
export function ask(
  url: URL,
  { agent, signal }: HopOptions,
  headers: Readonly<Record<string, string>> = {},
): Promise<Dispatcher.ResponseData> {
  return request(url, {
    dispatcher: agent,
    signal,
    method: "GET",
    headers: { ...REQUEST_HEADERS, ...headers },
  });
}

/** Follows redirects by hand; every hop passes the gate again and carries the same few headers. */
export async function followRedirects(link: string, options: HopOptions): Promise<Answer> {
  let url = options.guard.admit(link);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response = await ask(url, options);
    const location = headerOf(response.headers, "location");
    if (!REDIRECTS.has(response.statusCode) || location === null) return { url, response };
    response.body.on("error", () => undefined).destroy();
    url = nextHop(url, location, options.guard);
  }
  throw new GuardRefusal("too-many-redirects");
}

/** Where a redirect leads. Throws GuardRefusal for an address that is not allowed, and for a step back to http. */
export function nextHop(from: URL, location: string, guard: Pick<Guard, "admit">): URL {
  const base = new URL(from);
  base.hash = "";
  const target = URL.parse(location, base.href);
  if (target === null) throw new GuardRefusal("malformed");
  const url = guard.admit(target.href);
  if (from.protocol === "https:" && url.protocol === "http:") throw new GuardRefusal("downgrade");
  return url;
}
