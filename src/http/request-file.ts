import pRetry from "p-retry";
import { Agent, type Dispatcher, request } from "undici";
import { CuepointError } from "../errors.ts";
import { SafeError, safeError } from "../util/safe-error.ts";
import { type Deadline, startDeadline } from "../util/timeout.ts";
import { readBody, readHead, withHead } from "./body.ts";
import { contentLength, type ResponseHeaders, rangeFrom, validatorOf } from "./headers.ts";
import { ownAgent } from "./own-agent.ts";
import { createMeter } from "./progress.ts";

export interface FileRequest {
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** The common one of ours where none is given. */
  readonly dispatcher?: Dispatcher | undefined;
  /** Milliseconds between two tries, and before a broken download goes on; tests pass their own. */
  readonly pauseMs?: number;
}

export interface FileAnswer {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Bytes; null where the server does not say. */
  readonly size: number | null;
  /** How the file begins. */
  readonly head: Uint8Array;
  /** To be read once, the beginning too. Its iterator's `return` closes the connection even where nothing was read. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Closes the connection without reading what is left. */
  drop(): void;
}

/** Milliseconds. The reader limits a file's size. */
const LIMITS = { answerMs: 30_000, idleMs: 30_000, maxResumes: 3, maxMegabytes: Number.POSITIVE_INFINITY };
const TOTAL_MS = 3_600_000;
const RETRIES = 2;
const PAUSE_MS = 1000;
const HEAD_BYTES = 1024;
/** One sentence for both: all a person can do is wait. */
const FAULTS = { slow: "platform-unreachable", interrupted: "platform-unreachable" } as const;

/**
 * Asks a platform's own host for a file whose address always leads to the same one, and follows no redirect. A server error is
 * tried again, and a broken download resumes. By undici's own client: the one inside Node 24 ends the process where a server
 * closes the connection while a slow disk holds up the reading. Throws `platform-unreachable`, and the signal's reason; the
 * body does too.
 */
export async function requestFile(wanted: FileRequest, signal: AbortSignal): Promise<FileAnswer> {
  const deadline = startDeadline(TOTAL_MS, signal, FAULTS.slow);
  try {
    return await answerOf(wanted, deadline, signal);
  } catch (error) {
    deadline.end();
    signal.throwIfAborted();
    throw deadline.verdict() ?? error;
  }
}

async function answerOf(wanted: FileRequest, deadline: Deadline, signal: AbortSignal): Promise<FileAnswer> {
  const response = await askPatiently(wanted, deadline);
  const { statusCode: status, headers } = response;
  const size = contentLength(headers);
  const chunks = readBody({
    ...{ response, deadline, faults: FAULTS },
    limits: { ...LIMITS, resumeDelayMs: wanted.pauseMs ?? PAUSE_MS },
    meter: createMeter(
      size,
      () => undefined,
      () => performance.now(),
    ),
    validator: status === 200 ? validatorOf(headers, size, true) : null,
    reopen: (at, known) => ask(wanted, deadline, rangeFrom(at, known)),
  });
  const head = await readHead(chunks, HEAD_BYTES);
  const body = withHead(head, withReason(chunks, signal), deadline.end);
  const drop = () => {
    deadline.end();
    chunks.return().catch(() => undefined);
  };
  return { status, headers, size, head, body, drop };
}

/** The same bytes. Once the signal aborts, its reason is thrown, whatever broke because of it. */
async function* withReason(chunks: AsyncGenerator<Buffer, void, undefined>, signal: AbortSignal) {
  try {
    signal.throwIfAborted();
    yield* chunks;
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

async function askPatiently(wanted: FileRequest, deadline: Deadline): Promise<Dispatcher.ResponseData> {
  const attempt = async () => {
    const response = await ask(wanted, deadline);
    if (response.statusCode < 500) return response;
    response.body.on("error", () => undefined).destroy();
    throw new SafeError(`status ${response.statusCode}`);
  };
  const { pauseMs = PAUSE_MS } = wanted;
  try {
    return await pRetry(attempt, {
      ...{ retries: RETRIES, minTimeout: pauseMs, factor: 1, signal: deadline.signal },
      shouldRetry: () => deadline.verdict() === null,
    });
  } catch (error) {
    throw deadline.verdict() ?? new CuepointError("platform-unreachable", {}, safeError(error));
  }
}

async function ask(
  { url, headers, dispatcher }: FileRequest,
  deadline: Deadline,
  more: Readonly<Record<string, string>> = {},
): Promise<Dispatcher.ResponseData> {
  deadline.expect(LIMITS.answerMs, FAULTS.slow);
  try {
    return await request(url, {
      dispatcher: dispatcher ?? ownAgent({ Agent }),
      // The deadline holds the limits, and does not count against the server what our own disk takes.
      ...{ signal: deadline.signal, headersTimeout: 0, bodyTimeout: 0, reset: true },
      headers: { "accept-encoding": "identity", ...headers, ...more },
    });
  } finally {
    deadline.pause();
  }
}
