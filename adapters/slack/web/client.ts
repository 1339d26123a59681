import { format } from "node:util";
import { LogLevel, webApi } from "@slack/bolt";
import { createFetch } from "../../../src/http/fetch.ts";
import type { Logger } from "../../../src/logger.ts";

/** A request that hangs holds up its thread. Milliseconds; long enough for a report's upload. */
const TIMEOUT = 60_000;

/** What every client of Slack's library is made with, Bolt's own included. */
export function clientOptions(addresses: Addresses, logger: Logger) {
  return {
    slackApiUrl: addresses.api,
    // With absolute addresses a method's name could send the token anywhere.
    allowAbsoluteUrls: false,
    // We repeat calls ourselves: the library would repeat a post whose answer was lost, and pause all threads for one.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT,
    fetch: createGuardedFetch(addresses),
    logger: createBoltLogger(logger),
  };
}

export function createWebClient(token: string, addresses: Addresses, logger: Logger): webApi.WebClient {
  return new webApi.WebClient(token, clientOptions(addresses, logger));
}

/**
 * The library's messages, in our log. Its debug lines hold message texts and private addresses, so they go
 * nowhere; its news of every connection only helps with debugging.
 */
export function createBoltLogger(logger: Logger) {
  const line = (parts: readonly unknown[]) => format(...parts.map(asText));
  return {
    debug: () => undefined,
    info: (...parts: unknown[]) => logger.debug(line(parts)),
    warn: (...parts: unknown[]) => logger.warn(line(parts)),
    error: (...parts: unknown[]) => logger.warn(line(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

/** The library logs whole error objects, with the request in them. */
function asText(part: unknown): unknown {
  return part instanceof Error ? part.message : part;
}

/**
 * Lets Slack's client library talk to Slack alone, and along no redirect: it sends its token with every request, also
 * to the upload address that a reply named. Answers to commands go out without the token, anything else not at all.
 */
export function createGuardedFetch(addresses: Addresses): typeof globalThis.fetch {
  const request = createFetch();
  return async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    // Slack redirects none of these, and the token stands in the body of some.
    const going = { ...init, redirect: "error" } as const;
    if (addresses.isApi(address) || addresses.isFile(address)) return request(address, going);
    if (!addresses.isAnswer(address)) throw new TypeError("refused to send a request past Slack's own hosts");
    const headers = new Headers(init?.headers);
    headers.delete("authorization");
    return request(address, { ...going, headers });
  };
}

const API = "https://slack.com/api/";
const FILES_HOST = "files.slack.com";
/** Where Slack takes answers to slash commands and buttons; such an address needs no token. */
const ANSWERS_HOST = "hooks.slack.com";

export interface Addresses {
  /** Ends in a slash. */
  readonly api: string;
  isApi(address: string): boolean;
  /** The only places that may see the bot's token apart from the API. */
  isFile(address: string): boolean;
  isAnswer(address: string): boolean;
}

/** Throws TypeError where `apiUrl` is no http or https address. */
export function createAddresses(apiUrl?: string): Addresses {
  const api = apiUrl === undefined ? API : withPath(apiUrl);
  const standIn = apiUrl === undefined ? null : new URL(api).origin;
  const isAt = (host: string) => (address: string) => {
    const url = parse(address);
    if (url === null || url.username !== "" || url.password !== "") return false;
    if (url.protocol === "https:" && url.host === host) return true;
    return standIn !== null && url.origin === standIn;
  };
  return {
    api,
    isApi: (address) => parse(address)?.href.startsWith(api) ?? false,
    isFile: isAt(FILES_HOST),
    isAnswer: isAt(ANSWERS_HOST),
  };
}

/** "http://127.0.0.1:8080" means its "/api/", as with Slack itself. */
function withPath(apiUrl: string): string {
  const url = new URL(apiUrl);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new TypeError("the API's address must be http or https");
  if (url.pathname === "/") url.pathname = "/api/";
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
