import { vi } from "vitest";

/** Waits for what other processes do: as long as a busy machine needs, and no longer than it takes. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 20_000, interval: 20 }) as Promise<T>;
}
