import { CuepointError } from "../../errors.ts";

/** Milliseconds. */
export interface TimeLimits {
  /**
   * From the request to the first piece of the reply: connecting, every retry, the queue, reading the prompt.
   * The platform's own limits, 10 seconds to connect and 5 minutes of silence, hold whatever is said here.
   */
  readonly firstChunkMs: number;
  /** Between two pieces of the reply. */
  readonly idleMs: number;
  /** The whole reply, however steadily it drips. */
  readonly totalMs: number;
}

export interface Deadline {
  /** Aborts when the caller gives up, a limit passes, or `end` is called. */
  readonly signal: AbortSignal;
  /** Starts the wait for the next piece; `pause` ends it, so that a slow reader costs the server nothing. */
  expect(limitMs: number): void;
  pause(): void;
  /** What ended the work from outside: `cancelled`, `model-timeout`, or null. */
  verdict(): CuepointError | null;
  /** Clears the timers and aborts the signal, which closes a connection that is still open. */
  end(): void;
}

export function startDeadline(totalMs: number, caller: AbortSignal): Deadline {
  const controller = new AbortController();
  let passedMs: number | null = null;
  const expire = (limitMs: number) => {
    passedMs = limitMs;
    controller.abort();
  };
  const total = setTimeout(expire, totalMs, totalMs);
  let wait: NodeJS.Timeout | undefined;
  const cancel = () => controller.abort();
  caller.addEventListener("abort", cancel, { once: true });
  if (caller.aborted) cancel();

  return {
    signal: controller.signal,
    expect(limitMs) {
      clearTimeout(wait);
      wait = setTimeout(expire, limitMs, limitMs);
    },
    pause: () => clearTimeout(wait),
    verdict() {
      if (caller.aborted) return new CuepointError("cancelled");
      if (passedMs === null) return null;
      return new CuepointError("model-timeout", { seconds: Math.ceil(passedMs / 1000) });
    },
    end() {
      clearTimeout(total);
      clearTimeout(wait);
      caller.removeEventListener("abort", cancel);
      controller.abort();
    },
  };
}
