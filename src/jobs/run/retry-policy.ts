import type { CuepointError, ErrorCode } from "../../errors.ts";

/** What may pass by itself. Bad input fails the same way every time. */
const PASSING: readonly ErrorCode[] = [
  "store-unavailable",
  "store-read-only",
  "store-locked",
  "no-space",
  "model-unreachable",
  "model-timeout",
  "platform-unreachable",
  "platform-signed-out",
];
/** A time limit, where the work was not stopped by a person. */
const LATE: readonly unknown[] = ["AbortError", "TimeoutError"];
/** How Node and its network code name what goes wrong on the way to a server. */
const NETWORK =
  /^(ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|UND_ERR_\w+)$/;
const FIRST_SERVER_FAULT = 500;
const TOO_MANY_REQUESTS = 429;

const TRIES = 3;
const BASE_MS = 2_000;
const LONGEST_MS = 60_000;

/** How long to wait before another try, or null where none is worth it. `failures` counts those before this one. */
export function retryDelay(error: CuepointError, failures: number, random: () => number): number | null {
  if (failures + 1 >= TRIES || !isPassing(error)) return null;
  return spread(Math.min(LONGEST_MS, BASE_MS * 2 ** failures), random);
}

/** How long a job waits for a platform that takes nothing: hours may pass, and none of them is held against the job. */
export function awayDelay(attempts: number, random: () => number): number {
  return spread(Math.min(LONGEST_MS, BASE_MS * 2 ** Math.max(0, attempts - 1)), random);
}

/** Half of it fixed, half by chance, so that those who failed together do not come back together. */
function spread(most: number, random: () => number): number {
  return Math.round(most / 2 + (random() * most) / 2);
}

/** Whether it may go as it came. */
export function isPassing(error: CuepointError): boolean {
  if (PASSING.includes(error.code)) return true;
  if (error.code !== "unexpected") return false;
  const seen = new Set<unknown>();
  for (let cause = error.cause; typeof cause === "object" && cause !== null && !seen.has(cause); ) {
    seen.add(cause);
    const { name, code, status, cause: next } = cause as Readonly<Record<string, unknown>>;
    if (LATE.includes(name)) return true;
    if (typeof code === "string" && NETWORK.test(code)) return true;
    if (typeof status === "number" && (status >= FIRST_SERVER_FAULT || status === TOO_MANY_REQUESTS))
      return true;
    cause = next;
  }
  return false;
}

/**
 * What is the same however often it is tried: the file, the link's page or the request itself has to change first.
 * Everything else may be better another time, by itself or because an operator has fixed it.
 */
const LASTING: readonly ErrorCode[] = [
  "file-missing",
  "file-is-folder",
  "file-empty",
  "file-unreadable",
  "file-too-large",
  "not-a-video",
  "no-picture",
  "no-frames",
  "encrypted",
  "picture-codec",
  "picture-too-large",
  "frame-rate-too-high",
  "too-many-frames",
  "too-many-streams",
  "too-long",
  "range-invalid",
  "range-outside",
  "link-not-a-video",
  "link-too-large",
  "page-blocked",
  "page-without-video",
  "video-failed",
  "attachment-gone",
  "attachment-external",
  "video-crashed",
  "thread-unknown",
  "original-gone",
  "usage",
];

/** Whether "Try again" under this failure can help. */
export function mayRetry(code: ErrorCode): boolean {
  return !LASTING.includes(code);
}
