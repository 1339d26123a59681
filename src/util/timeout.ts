import pTimeout from "p-timeout";
import { CuepointError } from "../errors.ts";

/** Waits for the work, but no longer than this; what takes longer goes on by itself. */
export async function within(work: Promise<unknown>, milliseconds: number): Promise<void> {
  // The library refuses to wait for no time at all, which is what remains after a deadline.
  await pTimeout(work, { milliseconds: Math.max(1, milliseconds), message: false });
}

/** What the work comes to, or the signal's reason as soon as it aborts. The work itself goes on. */
export function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return pTimeout(work, { milliseconds: Number.POSITIVE_INFINITY, signal });
}

/** What a limit that passed is called: it depends on who was waited for. */
export type LateCode =
  | "link-too-slow"
  | "link-unreachable"
  | "model-timeout"
  | "speech-timeout"
  | "platform-unreachable";

/** The time limits of one request: one for all of it, and one for each wait within. */
export interface Deadline {
  /** Aborts when the caller gives up, a limit passes, or `end` is called. */
  readonly signal: AbortSignal;
  /** Starts a wait that may last `limitMs`; when it passes, the work ends with `code`. */
  expect(limitMs: number, code: LateCode): void;
  /** Ends the wait: the time that a reader of ours takes is not held against the server. */
  pause(): void;
  /** What ended the work from outside: `cancelled`, the code of the limit that passed, or null. */
  verdict(): CuepointError | null;
  /** Clears the timers and aborts the signal, which closes what is still open. */
  end(): void;
}

/** All waits together have `totalMs`, which ends with `late`; `usedMs` of that are gone already. */
export function startDeadline(totalMs: number, caller: AbortSignal, late: LateCode, usedMs = 0): Deadline {
  const controller = new AbortController();
  let passed: CuepointError | null = null;
  const expire = (code: LateCode, limitMs: number) => {
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
