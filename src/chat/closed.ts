import { CuepointError, type ErrorCode } from "../errors.ts";

const CLOSED: readonly ErrorCode[] = ["thread-gone", "thread-locked"];
const AWAY: readonly ErrorCode[] = ["platform-unreachable", "platform-signed-out"];

/**
 * True where a thread takes nothing more from the bot and will not by itself: nobody could read what is still being
 * worked on, nor a word about it.
 */
export function isClosed(error: unknown): error is CuepointError {
  return error instanceof CuepointError && CLOSED.includes(error.code);
}

/** True where the platform takes nothing for now. A token that it does not know may be known again in a minute. */
export function isAway(error: unknown): error is CuepointError {
  return error instanceof CuepointError && AWAY.includes(error.code);
}
