import pTimeout from "p-timeout";

/** Waits for the work, but no longer than this; what takes longer goes on by itself. */
export async function within(work: Promise<unknown>, milliseconds: number): Promise<void> {
  // The library refuses to wait for no time at all, which is what remains after a deadline.
  await pTimeout(work, { milliseconds: Math.max(1, milliseconds), message: false });
}

/** What the work comes to, or the signal's reason as soon as it aborts. The work itself goes on. */
export function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return pTimeout(work, { milliseconds: Number.POSITIVE_INFINITY, signal });
}
