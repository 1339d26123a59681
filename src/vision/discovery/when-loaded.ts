import pRetry from "p-retry";
import { CuepointError } from "../../errors.ts";

export interface LoadingWait {
  /** How long a server may take to load its model, milliseconds. */
  readonly loadingMs: number;
  /** Called at each look that finds it still loading. */
  readonly onLoading?: (() => void) | undefined;
}

/** Between two looks at a server that is loading, milliseconds. */
const PAUSE_MS = 500;

/** Does it again for as long as it throws `model-loading`; throws that where the server takes too long. */
export function whenLoaded<T>(
  attempt: () => Promise<T>,
  { loadingMs, onLoading }: LoadingWait,
  signal: AbortSignal,
): Promise<T> {
  return pRetry(attempt, {
    ...{
      retries: Number.POSITIVE_INFINITY,
      maxRetryTime: loadingMs,
      minTimeout: PAUSE_MS,
      factor: 1,
      signal,
    },
    shouldRetry: ({ error }) => {
      const isLoading = error instanceof CuepointError && error.code === "model-loading";
      if (isLoading) onLoading?.();
      return isLoading;
    },
  });
}
