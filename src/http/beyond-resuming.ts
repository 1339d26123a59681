import { CuepointError, type ErrorCode } from "../errors.ts";
import { SafeError } from "../util/safe-error.ts";

/** Why a download cannot go on where it was. */
class BeyondResuming extends SafeError {
  override name = "BeyondResuming";
}

/** A download that can only begin anew: what has come and what could come are not known to be of one file. */
export function beyondResuming(code: ErrorCode, why: string): CuepointError {
  return new CuepointError(code, {}, new BeyondResuming(why));
}

export function isBeyondResuming(error: unknown): boolean {
  return error instanceof CuepointError && error.cause instanceof BeyondResuming;
}
