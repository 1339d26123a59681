import { CuepointError } from "../../errors.ts";

/** SQLite's result codes; the higher bits of an extended one say where it happened. */
const RESULT = 0xff;
const PERM = 3;
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;
/** The log's index could not be made larger: SQLite's name for a disk without room there. */
const NO_ROOM_FOR_INDEX = 4874;
/** SQLite knows ENOSPC alone: a quota (EDQUOT), or a limit of the file's size, ends as a write that failed. */
const WRITE_FAILED = 778;

const FULL_DISK: readonly unknown[] = ["ENOSPC", "EDQUOT", "EFBIG"];
const NO_ACCESS: readonly unknown[] = ["EACCES", "EPERM", "EROFS"];

/** Any failure of the store as a coded error. A folder is named only where the operator reads it. */
export function storeFault(error: unknown, folder?: string): CuepointError {
  if (error instanceof CuepointError) return error;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  const result = resultOf(error);
  const name = folder === undefined ? {} : { name: folder };
  if (isFull(error)) return new CuepointError("no-space", {}, error);
  const isClosed = NO_ACCESS.includes(code) && syscall !== "connect";
  if (isClosed || result === READONLY || result === PERM || result === CANNOT_OPEN)
    return new CuepointError("store-read-only", name, error);
  if (result === BUSY || result === LOCKED) return new CuepointError("store-locked", {}, error);
  return new CuepointError("store-unavailable", {}, error);
}

export function isFull(error: unknown): boolean {
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (errcode === NO_ROOM_FOR_INDEX || errcode === WRITE_FAILED) return true;
  return FULL_DISK.includes(code) || resultOf(error) === FULL;
}

/** The file itself is broken: no later try will read it. */
export function isDamage(error: unknown): boolean {
  const result = resultOf(error);
  return result === CORRUPT || result === NOT_A_DATABASE;
}

function resultOf(error: unknown): number | undefined {
  const { errcode } = error as { errcode?: unknown };
  return typeof errcode === "number" ? errcode & RESULT : undefined;
}
