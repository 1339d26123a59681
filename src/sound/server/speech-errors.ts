import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import { CuepointError } from "../../errors.ts";
import { ReplyTooLong } from "../../http/server-access.ts";
import { safeError, systemCode } from "../../util/safe-error.ts";

/** Waiting, locked, busy: they pass, although the status is 4xx. */
const TRANSIENT = [408, 409, 429];
const FIRST_SERVER_FAULT = 500;
/** How servers refuse a form of answer, or a field that they do not know. */
const REFUSALS = [400, 415, 422];
/** Longer than this, a person would not wait for one piece of sound. Milliseconds. */
const LONGEST_WAIT = 60_000;

/** The server may take the same request in another form. */
export function isRefusal(error: unknown): boolean {
  return error instanceof APIError && REFUSALS.includes(error.status ?? 0);
}

/** The same request may succeed a little later. */
export function isPassing(error: unknown): boolean {
  if (error instanceof CuepointError) return error.code === "speech-timeout";
  if (error instanceof APIConnectionError) return true;
  if (!(error instanceof APIError)) return systemCode(error) !== undefined;
  const { status = 0 } = error;
  return status >= FIRST_SERVER_FAULT || TRANSIENT.includes(status);
}

/** What the server asks for in Retry-After, in seconds or as a date; null where it says nothing. Milliseconds. */
export function wantedWait(error: unknown, now: number): number | null {
  const said = error instanceof APIError ? (error.headers as Headers | undefined)?.get("retry-after") : null;
  if (!said) return null;
  const wait = /^\d+(\.\d+)?$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now;
  return Number.isFinite(wait) ? Math.min(LONGEST_WAIT, Math.max(0, wait)) : null;
}

/** Turns whatever the client or the platform throws into a coded error without the key or the sound in it. */
export function asSpeechError(error: unknown): CuepointError {
  if (error instanceof CuepointError) return error;
  const code = systemCode(error);
  const status = error instanceof APIError ? error.status : undefined;
  const cause = safeError(error, [status]);
  if (error instanceof ReplyTooLong || error instanceof SyntaxError) {
    return new CuepointError("speech-garbled", {}, cause);
  }
  const timedOut = error instanceof APIConnectionTimeoutError || code?.endsWith("_TIMEOUT") === true;
  if (timedOut) return new CuepointError("speech-timeout", {}, cause);
  if (isPassing(error)) {
    return new CuepointError("speech-unreachable", status === undefined ? {} : { status }, cause);
  }
  if (status !== undefined) return new CuepointError("speech-refused", { status }, cause);
  return new CuepointError("unexpected", {}, cause);
}
