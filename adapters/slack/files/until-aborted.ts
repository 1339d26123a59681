/** What a promise comes to, or the signal's reason as soon as it aborts. What was begun is left to end by itself. */
export async function untilAborted<Result>(begun: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([begun, promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
