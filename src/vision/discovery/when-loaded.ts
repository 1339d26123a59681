import { setTimeout as sleep } from "node:timers/promises";
import { CuepointError } from "../../errors.ts";

export interface Patience {
  /** How long a server may take to load its model, milliseconds. */
  readonly loadingMs: number;
  /** Called at each look that finds it still loading. */
  readonly onLoading?: (() => void) | undefined;
}

/** Between two looks at a server that is loading, milliseconds. */
const PAUSE_MS = 500;

/** Does it again for as long as it throws `model-loading`; throws that where the server takes too long. */
export async function whenLoaded<T>(
  attempt: () => Promise<T>,
  { loadingMs, onLoading }: Patience,
  signal: AbortSignal,
): Promise<T> {
  const until = performance.now() + loadingMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const isLoading = error instanceof CuepointError && error.code === "model-loading";
      if (!isLoading || performance.now() >= until) throw error;
    }
    onLoading?.();
    await sleep(PAUSE_MS, undefined, { signal });
  }
}
