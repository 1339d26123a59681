export interface FetchProgress {
  readonly bytes: number;
  /** Null where the server does not say. */
  readonly totalBytes: number | null;
  /** Since the first byte. */
  readonly bytesPerSecond: number;
}

export type OnFetchProgress = (progress: FetchProgress) => void;

/** Millions of bytes, as disks and limits are counted. */
export const MEGABYTE = 1e6;

/** Counts what has arrived. `now` is in milliseconds. */
export function createMeter(totalBytes: number | null, onProgress: OnFetchProgress, now: () => number) {
  const started = now();
  let bytes = 0;
  return {
    add(count: number): number {
      bytes += count;
      const seconds = Math.max(now() - started, 1) / 1000;
      onProgress({ bytes, totalBytes, bytesPerSecond: Math.round(bytes / seconds) });
      return bytes;
    },
    bytes: () => bytes,
  };
}
