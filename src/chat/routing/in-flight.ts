import { CuepointError } from "../../errors.ts";
import type { Dispatch } from "../adapter.ts";

export interface InFlight {
  readonly dispatch: Dispatch;
  /** Resolves when every event that came in so far has been worked on; never rejects. */
  settled(): Promise<void>;
  /** From here on events are refused, so that no platform takes them for heard. */
  close(): void;
}

/** Knows which events are being worked on, so that nothing they need is closed under them. */
export function createInFlight(dispatch: Dispatch): InFlight {
  const running = new Set<Promise<void>>();
  let isClosed = false;
  return {
    async dispatch(event, signal) {
      if (isClosed) throw new CuepointError("cancelled");
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
    close() {
      isClosed = true;
    },
  };
}
