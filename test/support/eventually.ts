import { TestRunner, vi } from "vitest";

/** For a hook, whose own limit is longer. Milliseconds. */
const PATIENCE_MS = 50_000;
/** Of a test's own limit, so that a wait in vain ends with what there was to see. */
const SHARE = 0.9;

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
  const limit = TestRunner.getCurrentTest()?.timeout;
  return vi.waitFor(check, { timeout: limit ? limit * SHARE : PATIENCE_MS, interval: 20 });
}
