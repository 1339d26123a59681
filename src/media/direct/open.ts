import { type Dispatcher, request } from "undici";
import { CuepointError } from "../../errors.ts";
import { type BodyLimits, readBody, readHead, refuseAbove, withHead } from "../../http/body.ts";
import {
  contentLength,
  headerOf,
  isEncoded,
  isPageOrPlaylist,
  REQUEST_HEADERS,
  rangeFrom,
  validatorOf,
} from "../../http/headers.ts";
import { createMeter, type OnFetchProgress } from "../../http/progress.ts";
import { SafeError, safeError } from "../../util/safe-error.ts";
import { type Deadline, startDeadline } from "../../util/timeout.ts";
import { createGuardedAgent, type Guard } from "../guard/guard.ts";
import { GuardRefusal } from "../guard/url-gate.ts";
import { fileNameOf } from "../links.ts";
import { HEAD_BYTES, looksLikeVideo } from "./sniff.ts";

/** Milliseconds. */
export interface DirectLimits extends BodyLimits {
  /** The TLS handshake; the guard has its own limits for the name and the connection. */
  readonly connectMs: number;
  /** From the first request to the last answer's headers, redirects included. */
  readonly answerMs: number;
  readonly totalMs: number;
}

interface DirectOptions {
  readonly guard: Guard;
  readonly limits: DirectLimits;
  readonly now: () => number;
  /** What earlier tries took of the total time. */
  readonly usedMs?: number;
}

interface DirectVideo {
  readonly name: string;
  readonly size?: number;
  /** To be read once; `return` of its iterator closes the connection even where nothing was read. */
  readonly body: AsyncIterable<Uint8Array>;
}

const FAULTS = { slow: "link-too-slow", interrupted: "link-interrupted" } as const;

/**
 * Opens a link to a video file. It throws `link-unreachable` for whatever the guard refuses and whatever cannot
 * be reached alike, `link-not-a-video`, `link-too-large`, `link-too-slow`, `link-interrupted`, `cancelled`; while
 * the body is read it can throw the last four.
 */
export async function openDirect(
  link: string,
  { guard, limits, now, usedMs }: DirectOptions,
  signal: AbortSignal,
  onProgress: OnFetchProgress,
): Promise<DirectVideo> {
  const deadline = startDeadline(limits.totalMs, signal, FAULTS.slow, usedMs);
  const agent = createGuardedAgent(guard, limits.connectMs, deadline.signal);
  const hop: HopOptions = { guard, agent, signal: deadline.signal };
  const close = () => {
    deadline.end();
    agent.destroy().catch(() => undefined);
  };
  try {
    const { url, response } = await reach(link, hop, deadline, limits.answerMs);
    const size = acceptedSize(response, limits.maxMegabytes);
    const chunks = readBody({
      response,
      deadline,
      limits,
      faults: FAULTS,
      meter: createMeter(size, onProgress, now),
      validator: validatorOf(response.headers, size),
      reopen: (at, known) => ask(url, hop, rangeFrom(at, known)),
    });
    const head = await readHead(chunks, HEAD_BYTES);
    if (head.length === 0) throw new CuepointError("file-empty", { name: fileNameOf(url) });
    if (!looksLikeVideo(head)) throw new CuepointError("link-not-a-video");
    return { name: fileNameOf(url), ...(size !== null && { size }), body: withHead(head, chunks, close) };
  } catch (error) {
    close();
    throw error;
  }
}

async function reach(link: string, hop: HopOptions, deadline: Deadline, limitMs: number): Promise<Answer> {
  try {
    deadline.expect(limitMs, "link-unreachable");
    const answer = await followRedirects(link, hop);
    if (answer.response.statusCode !== 200) throw new SafeError(`status ${answer.response.statusCode}`);
    return answer;
  } catch (error) {
    throw deadline.verdict() ?? new CuepointError("link-unreachable", {}, safeError(error));
  } finally {
    deadline.pause();
  }
}

/** Bytes; null where the server does not say. */
function acceptedSize({ headers }: Dispatcher.ResponseData, maxMegabytes: number): number | null {
  if (isPageOrPlaylist(headers) || isEncoded(headers)) throw new CuepointError("link-not-a-video");
  const size = contentLength(headers);
  refuseAbove(size ?? 0, maxMegabytes);
  return size;
}

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

interface Answer {
  /** After all redirects. */
  readonly url: URL;
  readonly response: Dispatcher.ResponseData;
}

interface HopOptions {
  readonly guard: Guard;
  readonly agent: Dispatcher;
  readonly signal: AbortSignal;
}

/** One request that follows nothing. */
function ask(
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
async function followRedirects(link: string, options: HopOptions): Promise<Answer> {
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
