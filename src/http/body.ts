import { setTimeout as sleep } from "node:timers/promises";
import type { Dispatcher } from "undici";
import { CuepointError, type PlainErrorCode } from "../errors.ts";
import { SafeError, safeError } from "../util/safe-error.ts";
import type { Deadline, LateCode } from "../util/timeout.ts";
import { goesOn, type Validator, wholeSize } from "./headers.ts";
import { type createMeter, MEGABYTE } from "./progress.ts";

export interface BodyLimits {
  readonly maxMegabytes: number;
  /** Milliseconds between two pieces. */
  readonly idleMs: number;
  /** How often a broken download resumes, and how long to wait before. */
  readonly maxResumes: number;
  readonly resumeDelayMs: number;
}

/** What a download that fails on the way is called: it depends on whose file it is. */
interface BodyFaults {
  readonly slow: LateCode;
  readonly interrupted: PlainErrorCode;
}

interface BodyRequest {
  readonly response: Dispatcher.ResponseData;
  readonly deadline: Deadline;
  readonly limits: BodyLimits;
  readonly faults: BodyFaults;
  readonly meter: ReturnType<typeof createMeter>;
  /** Null where a broken download cannot resume. */
  readonly validator: Validator | null;
  /** Asks for the same file from byte `at` on, if it is still the same. */
  readonly reopen: (at: number, validator: Validator) => Promise<Dispatcher.ResponseData>;
}

const FIRST_SERVER_FAULT = 500;

type Chunks = AsyncGenerator<Buffer, void, undefined>;

/**
 * The bytes as they arrive, counted, with a limit for each wait. A broken download resumes where the server can do ranges. Throws the two
 * faults, `link-too-large` and `cancelled`.
 */
export async function* readBody(request: BodyRequest): Chunks {
  const { limits, faults, meter } = request;
  let { response, validator } = request;
  for (let resumes = 0; ; resumes++) {
    try {
      if (resumes > 0) [response, validator] = await resume(validator, request);
      yield* pieces(response, request);
      requireWhole(validator, meter.bytes(), faults);
      return;
    } catch (error) {
      // Some servers close so early that it looks like a break.
      if (!(error instanceof CuepointError) && validator?.size === meter.bytes()) return;
      const end = endOf(error, validator, faults);
      if (end || resumes >= limits.maxResumes) throw end ?? interrupted(error, faults);
    }
  }
}

/** Null for a break after which the rest may be asked for. */
function endOf(error: unknown, validator: Validator | null, faults: BodyFaults): CuepointError | null {
  if (error instanceof CuepointError) return error;
  return validator === null ? beyondResuming(faults.interrupted, safeError(error).message) : null;
}

/** The rest of the file, and what is known of the whole by then. */
async function resume(
  validator: Validator | null,
  { deadline, limits, faults, meter, reopen }: BodyRequest,
): Promise<[Dispatcher.ResponseData, Validator]> {
  if (validator === null) throw beyondResuming(faults.interrupted, "nothing to know the file by");
  const at = meter.bytes();
  try {
    deadline.expect(limits.resumeDelayMs + limits.idleMs, faults.slow);
    await sleep(limits.resumeDelayMs, undefined, { signal: deadline.signal });
    const next = await reopen(at, validator);
    if (goesOn(next.statusCode, next.headers, at, validator)) {
      return [next, withSize(validator, wholeSize(next.headers))];
    }
    next.body.on("error", () => undefined).destroy();
    // The fault may have passed the next time.
    if (next.statusCode >= FIRST_SERVER_FAULT) throw new SafeError(`status ${next.statusCode}`);
  } catch (error) {
    throw deadline.verdict() ?? error;
  } finally {
    deadline.pause();
  }
  throw beyondResuming(faults.interrupted, "the rest is not of the same file");
}

/** The size that was promised first holds. */
function withSize({ tag, size }: Validator, told: number | null): Validator {
  return { tag, size: size ?? told };
}

/** A part may end well before the file does, which is a break like any other, or well after. */
function requireWhole(validator: Validator | null, bytes: number, faults: BodyFaults): void {
  const size = validator?.size ?? bytes;
  if (bytes > size) throw beyondResuming(faults.interrupted, "more bytes than the file has");
  if (bytes < size) throw new SafeError("a part ended before the file");
}

async function* pieces(
  { body }: Dispatcher.ResponseData,
  { deadline, limits, faults, meter }: BodyRequest,
): AsyncGenerator<Buffer> {
  const incoming = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    while (true) {
      deadline.expect(limits.idleMs, faults.slow);
      const { done, value } = await incoming.next();
      deadline.pause();
      if (done) return;
      refuseAbove(meter.add(value.length), limits.maxMegabytes);
      yield value;
    }
  } catch (error) {
    throw deadline.verdict() ?? error;
  } finally {
    deadline.pause();
    body.on("error", () => undefined).destroy();
  }
}

export function refuseAbove(
  bytes: number,
  limitMegabytes: number,
  code: "link-too-large" | "file-too-large" = "link-too-large",
): void {
  if (bytes <= limitMegabytes * MEGABYTE) return;
  throw new CuepointError(code, { megabytes: Math.ceil(bytes / MEGABYTE), limitMegabytes });
}

function interrupted(error: unknown, faults: BodyFaults): CuepointError {
  return new CuepointError(faults.interrupted, {}, safeError(error));
}

/** Why a download cannot go on where it was. */
class BeyondResuming extends SafeError {
  override name = "BeyondResuming";
}

/** A download that has to start over: the bytes so far and the rest may belong to two files. */
function beyondResuming(code: PlainErrorCode, why: string): CuepointError {
  return new CuepointError(code, {}, new BeyondResuming(why));
}

export function isBeyondResuming(error: unknown): boolean {
  return error instanceof CuepointError && error.cause instanceof BeyondResuming;
}

/** The first bytes, in whole pieces, so that one can look at them before the rest comes. */
export async function readHead(chunks: Chunks, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  while (length < bytes) {
    const { done, value } = await chunks.next();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  return Buffer.concat(parts);
}

/** What was read already, then the rest; `close` runs at the end, whether it was reached, left early or never begun. */
export function withHead(head: Buffer, rest: Chunks, close: () => void): AsyncIterable<Uint8Array> {
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
