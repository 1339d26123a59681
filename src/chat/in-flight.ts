import type { Dispatch } from "./adapter.ts";

export interface InFlight {
  readonly dispatch: Dispatch;
  /** Resolves when every event that came in so far has been worked on; never rejects. */
  settled(): Promise<void>;
}

/** Knows which events are being worked on, so that nothing they need is closed under them. */
export function createInFlight(dispatch: Dispatch): InFlight {
  const running = new Set<Promise<void>>();
  return {
    async dispatch(event, signal) {
      const work = dispatch(event, signal);
      running.add(work);
      try {
        await work;
      } finally {
        running.delete(work);
      }
    },
    async settled() {
      await Promise.allSettled([...running]);
    },
  };
}
