import { setTimeout as sleep } from "node:timers/promises";
import type { Dispatcher } from "undici";
import { CuepointError, type ErrorCode } from "../errors.ts";
import type { Clock } from "./clock.ts";
import { Outline, outline } from "./outline.ts";
import { type createMeter, MEGABYTE } from "./progress.ts";
import { goesOn, type Validator, wholeSize } from "./validator.ts";

export interface BodyLimits {
  readonly maxMegabytes: number;
  /** Milliseconds between two pieces. */
  readonly idleMs: number;
  /** How often a broken download is taken up again, and how long to wait before. */
  readonly maxResumes: number;
  readonly resumeDelayMs: number;
}

/** What a download that fails on the way is called: it depends on whose file it is. */
interface BodyFaults {
  readonly slow: ErrorCode;
  readonly interrupted: ErrorCode;
}

export interface BodyRequest {
  readonly response: Dispatcher.ResponseData;
  readonly clock: Clock;
  readonly limits: BodyLimits;
  readonly faults: BodyFaults;
  readonly meter: ReturnType<typeof createMeter>;
  /** Null where a break cannot be mended. */
  readonly validator: Validator | null;
  /** Asks for the same file from byte `at` on, if it is still the same. */
  readonly reopen: (at: number, validator: Validator) => Promise<Dispatcher.ResponseData>;
}

export type Chunks = AsyncGenerator<Buffer, void, undefined>;

/**
 * The bytes as they arrive, counted, each wait limited, a break mended by range where the server can. Throws the two
 * faults, `link-too-large` and `cancelled`.
 */
export async function* readBody(request: BodyRequest): Chunks {
  const { clock, limits, faults, meter, reopen } = request;
  let { response, validator } = request;
  for (let resumes = 0; ; resumes++) {
    try {
      yield* pieces(response, request);
      if (resumes > 0) requireWhole(validator, meter.bytes());
      return;
    } catch (error) {
      if (error instanceof CuepointError) throw error;
      // Some servers close so early that it looks like a break.
      if (validator?.size === meter.bytes()) return;
      if (validator === null || resumes >= limits.maxResumes) throw interrupted(error, faults);
      response = await reopenAt(meter.bytes(), validator);
      validator = withSize(validator, wholeSize(response.headers));
    }
  }

  async function reopenAt(at: number, known: Validator): Promise<Dispatcher.ResponseData> {
    try {
      clock.expect(limits.resumeDelayMs + limits.idleMs, faults.slow);
      await sleep(limits.resumeDelayMs, undefined, { signal: clock.signal });
      const next = await reopen(at, known);
      if (goesOn(next.statusCode, next.headers, at, known)) return next;
      next.body.on("error", () => undefined).destroy();
    } catch (error) {
      throw clock.verdict() ?? interrupted(error, faults);
    } finally {
      clock.pause();
    }
    throw interrupted(new Outline("the rest is not of the same file"), faults);
  }
}

/** The size that was promised first holds. */
function withSize({ tag, size }: Validator, told: number | null): Validator {
  return { tag, size: size ?? told };
}

/** A part may end well before the file does, which is a break like any other. */
function requireWhole(validator: Validator | null, bytes: number): void {
  if (bytes < (validator?.size ?? 0)) throw new Outline("a part ended before the file");
}

async function* pieces(
  { body }: Dispatcher.ResponseData,
  { clock, limits, faults, meter }: BodyRequest,
): AsyncGenerator<Buffer> {
  const incoming = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    while (true) {
      clock.expect(limits.idleMs, faults.slow);
      const { done, value } = await incoming.next();
      clock.pause();
      if (done) return;
      refuseAbove(meter.add(value.length), limits.maxMegabytes);
      yield value;
    }
  } catch (error) {
    throw clock.verdict() ?? error;
  } finally {
    clock.pause();
    body.on("error", () => undefined).destroy();
  }
}

export function refuseAbove(bytes: number, limitMegabytes: number): void {
  if (bytes <= limitMegabytes * MEGABYTE) return;
  throw new CuepointError("link-too-large", { megabytes: Math.ceil(bytes / MEGABYTE), limitMegabytes });
}

function interrupted(error: unknown, faults: BodyFaults): CuepointError {
  return new CuepointError(faults.interrupted, {}, outline(error));
}
