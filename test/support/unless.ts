import { describe, it } from "vitest";

/** Root passes every check of permissions. */
export const ROOT_MAY_ALL = process.getuid?.() === 0 ? "root may read and write everything" : null;

/** A test for a machine that has what it needs. Elsewhere it is skipped, and its title and the run's last lines say why. */
export function itUnless(
  missing: string | null,
  title: string,
  body: () => void | Promise<void>,
  timeout?: number,
): void {
  it.skipIf(missing !== null)(titleWith(title, missing), body, timeout);
}

/** The same for a group of tests. */
export function describeUnless(missing: string | null, title: string, body: () => void): void {
  describe.skipIf(missing !== null)(titleWith(title, missing), body);
}

function titleWith(title: string, missing: string | null): string {
  return missing === null ? title : `${title} (skipped: ${missing})`;
}

/** Why a test with this full name was skipped, as its title or that of one of its groups says. */
export function reasonIn(fullName: string): string {
  return /\(skipped: ([^)]+)\)/.exec(fullName)?.[1] ?? "no reason given";
}
