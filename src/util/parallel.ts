import { CuepointError } from "../errors.ts";

/**
 * Works on up to `count` items at a time and yields their results in the items' order. Leaving the loop aborts what
 * is still running and waits for its end.
 */
export async function* ahead<T, R>(
  items: readonly T[],
  count: number,
  work: (item: T, signal: AbortSignal) => Promise<R>,
  signal: AbortSignal,
): AsyncGenerator<R> {
  const leaving = new AbortController();
  const both = AbortSignal.any([signal, leaving.signal]);
  const running: Promise<R>[] = [];
  let next = 0;
  const fill = () => {
    while (running.length < count && next < items.length) {
      const item = items[next++];
      if (item === undefined) continue;
      const result = work(item, both);
      // It is awaited later, and its fault thrown then; until then it must not count as unhandled.
      result.catch(() => undefined);
      running.push(result);
    }
  };
  try {
    fill();
    for (let first = running[0]; first; first = running[0]) {
      const result = await first;
      running.splice(0, 1);
      fill();
      // What had been read ahead would otherwise still come after a cancellation.
      if (signal.aborted) throw new CuepointError("cancelled", {}, signal.reason);
      yield result;
    }
  } finally {
    leaving.abort();
    await Promise.allSettled(running);
  }
}

/** Works on `count` items at a time; results in the items' order. The first failure is thrown once running work has ended. */
export async function inParallel<T, R>(
  items: readonly T[],
  count: number,
  work: (item: T, i: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let failed = false;
  const worker = async () => {
    while (next < items.length && !failed) {
      const i = next++;
      const item = items[i];
      if (item === undefined) continue;
      try {
        results[i] = await work(item, i);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: count }, worker));
  const fault = outcomes.find((outcome) => outcome.status === "rejected");
  if (fault) throw fault.reason;
  return results;
}
