import { untilAborted } from "./timeout.ts";

/** Does the work once for all callers. Where it fails, or the caller who began it gives up, the next one begins anew. */
export function once<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): (signal: AbortSignal) => Promise<Result> {
  let begun: Promise<Result> | null = null;
  return async (signal) => {
    while (begun !== null) {
      const [outcome] = await untilAborted(Promise.allSettled([begun]), signal);
      if (outcome.status === "fulfilled") return outcome.value;
    }
    begun = work(signal).catch((error: unknown) => {
      begun = null;
      throw error;
    });
    return begun;
  };
}
