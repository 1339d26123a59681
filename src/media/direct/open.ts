import type { Dispatcher } from "undici";
import { CuepointError } from "../../errors.ts";
import { type Clock, startClock } from "../clock.ts";
import { createGuardedAgent } from "../guard/agent.ts";
import type { Guard } from "../guard/guard.ts";
import { Outline, outline } from "../outline.ts";
import { createMeter, type OnFetchProgress } from "../progress.ts";
import { type BodyLimits, type Chunks, readBody, refuseAbove } from "./body.ts";
import { fileNameOf } from "./file-name.ts";
import { contentLength, isEncoded, isPageOrPlaylist } from "./headers.ts";
import { type Answer, ask, followRedirects, type HopOptions } from "./hops.ts";
import { HEAD_BYTES, looksLikeVideo } from "./sniff.ts";
import { validatorOf } from "./validator.ts";

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
}

export interface DirectVideo {
  readonly name: string;
  readonly size?: number;
  /** To be read once; `return` of its iterator closes the connection even where nothing was read. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Opens a link to a video file. It throws `link-unreachable` for whatever the guard refuses and whatever cannot
 * be reached alike, `link-not-a-video`, `link-too-large`, `link-too-slow`, `link-interrupted`, `cancelled`; while
 * the body is read it can throw the last four.
 */
export async function openDirect(
  link: string,
  { guard, limits, now }: DirectOptions,
  signal: AbortSignal,
  onProgress: OnFetchProgress,
): Promise<DirectVideo> {
  const clock = startClock(limits.totalMs, signal);
  const agent = createGuardedAgent(guard, limits.connectMs, clock.signal);
  const hop: HopOptions = { guard, agent, signal: clock.signal };
  const close = () => {
    clock.end();
    agent.destroy().catch(() => undefined);
  };
  try {
    const { url, response } = await reach(link, hop, clock, limits.answerMs);
    const size = acceptedSize(response, limits.maxMegabytes);
    const chunks = readBody({
      response,
      clock,
      limits,
      meter: createMeter(size, onProgress, now),
      validator: validatorOf(response.headers, size),
      reopen: (at, { tag }) => ask(url, hop, { range: `bytes=${at}-`, "if-range": tag }),
    });
    const head = await readHead(chunks);
    if (head.length === 0) throw new CuepointError("file-empty", { name: fileNameOf(url) });
    if (!looksLikeVideo(head)) throw new CuepointError("link-not-a-video");
    return { name: fileNameOf(url), ...(size !== null && { size }), body: closing(head, chunks, close) };
  } catch (error) {
    close();
    throw error;
  }
}

async function reach(link: string, hop: HopOptions, clock: Clock, limitMs: number): Promise<Answer> {
  try {
    clock.expect(limitMs, "link-unreachable");
    const answer = await followRedirects(link, hop);
    if (answer.response.statusCode !== 200) throw new Outline(`status ${answer.response.statusCode}`);
    return answer;
  } catch (error) {
    throw clock.verdict() ?? new CuepointError("link-unreachable", {}, outline(error));
  } finally {
    clock.pause();
  }
}

/** Bytes; null where the server does not say. */
function acceptedSize({ headers }: Dispatcher.ResponseData, maxMegabytes: number): number | null {
  if (isPageOrPlaylist(headers) || isEncoded(headers)) throw new CuepointError("link-not-a-video");
  const size = contentLength(headers);
  refuseAbove(size ?? 0, maxMegabytes);
  return size;
}

async function readHead(chunks: Chunks): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const { done, value } = await chunks.next();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  return Buffer.concat(parts);
}

/** What was read already, then the rest; `close` runs at the end, whether it was reached, left early or never begun. */
function closing(head: Buffer, rest: Chunks, close: () => void): AsyncIterable<Uint8Array> {
  async function* all() {
    try {
      yield head;
      yield* rest;
    } finally {
      close();
    }
  }
  const generator = all();
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => generator.next(),
      async return() {
        close();
        await rest.return();
        return generator.return();
      },
    }),
  };
}
