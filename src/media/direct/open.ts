import type { Dispatcher } from "undici";
import { CuepointError } from "../../errors.ts";
import { type BodyLimits, readBody, refuseAbove } from "../../http/body.ts";
import { readHead, withHead } from "../../http/head.ts";
import { contentLength, isEncoded, isPageOrPlaylist, rangeFrom, validatorOf } from "../../http/headers.ts";
import { createMeter, type OnFetchProgress } from "../../http/progress.ts";
import { SafeError, safeError } from "../../util/safe-error.ts";
import { type Deadline, startDeadline } from "../../util/timeout.ts";
import { createGuardedAgent, type Guard } from "../guard/guard.ts";
import { fileNameOf } from "../links.ts";
import { type Answer, ask, followRedirects, type HopOptions } from "./hops.ts";
import { HEAD_BYTES, looksLikeVideo } from "./sniff.ts";

/** Milliseconds. */
export interface DirectLimits extends BodyLimits {
  /** The TLS handshake; the guard has its own limits for the name and the connection. */
  readonly connectMs: number;
  /** From the first request to the last answer's headers, redirects included. */
  readonly answerMs: number;
  readonly totalMs: number;
}

export interface DirectOptions {
  readonly guard: Guard;
  readonly limits: DirectLimits;
  readonly now: () => number;
  /** What earlier tries took of the total time. */
  readonly usedMs?: number;
}

export interface DirectVideo {
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
