import { CuepointError, type ErrorCode } from "../errors.ts";

/** The time limits of one request: one for all of it, and one for each wait within. */
export interface Deadline {
  /** Aborts when the caller gives up, a limit passes, or `end` is called. */
  readonly signal: AbortSignal;
  /** Starts a wait that may last `limitMs`; when it passes, the work ends with `code`. */
  expect(limitMs: number, code: ErrorCode): void;
  /** Ends the wait: the time that a reader of ours takes is not held against the server. */
  pause(): void;
  /** What ended the work from outside: `cancelled`, the code of the limit that passed, or null. */
  verdict(): CuepointError | null;
  /** Clears the timers and aborts the signal, which closes what is still open. */
  end(): void;
}

/** All waits together have `totalMs`, which ends with `late`; `usedMs` of that are gone already. */
export function startDeadline(totalMs: number, caller: AbortSignal, late: ErrorCode, usedMs = 0): Deadline {
  const controller = new AbortController();
  let passed: CuepointError | null = null;
  const expire = (code: ErrorCode, limitMs: number) => {
    passed ??= new CuepointError(code, { seconds: Math.ceil(limitMs / 1000) });
    controller.abort();
  };
  const total = setTimeout(expire, Math.max(0, totalMs - usedMs), late, totalMs);
  let wait: NodeJS.Timeout | undefined;
  const cancel = () => controller.abort();
  caller.addEventListener("abort", cancel, { once: true });
  if (caller.aborted) cancel();
  return {
    signal: controller.signal,
    expect(limitMs, code) {
      clearTimeout(wait);
      wait = setTimeout(expire, limitMs, code, limitMs);
    },
    pause: () => clearTimeout(wait),
    verdict: () => (caller.aborted ? new CuepointError("cancelled", {}, caller.reason) : passed),
    end() {
      clearTimeout(total);
      clearTimeout(wait);
      caller.removeEventListener("abort", cancel);
      controller.abort();
    },
  };
}
