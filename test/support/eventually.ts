import { vi } from "vitest";

/** A busy machine of two cores takes its time. Milliseconds, and less than the runner's own limit where that is raised. */
const PATIENCE = { timeout: 50_000, interval: 20 };

/**
 * Waits for what other processes do: asks again until the check throws no more. A check that answers true or false, or
 * a list, would end the wait at once whatever it says, so its type allows none: it expects something, or throws until
 * it has found the one thing it answers.
 */
export function eventually(check: () => void | Promise<void>): Promise<void>;
export function eventually<Found extends object & { readonly length?: never }>(
  look: () => Found | Promise<Found>,
): Promise<Found>;
export function eventually(check: () => unknown): Promise<unknown> {
  return vi.waitFor(check, PATIENCE);
}
