const MOST_OF_A_TAG = 60;
const DEEPEST_CAUSE = 5;

/** The system's code ("ECONNREFUSED"), which the platform hides some causes deep. */
export function systemCode(error: unknown): string | undefined {
  let at = error;
  for (let depth = 0; at instanceof Error && depth < DEEPEST_CAUSE; depth++) {
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === "string") return code;
    at = at.cause;
  }
  return undefined;
}

/**
 * What the log may know of an error: its name, short facts and the place in the code. The message is left
 * out, for servers quote the request in theirs and the platform quotes a header that it finds invalid.
 */
export function outlineError(error: unknown, facts: readonly unknown[] = []): Error {
  const name = error instanceof Error ? error.name : typeof error;
  const known = facts.filter((fact) => fact !== undefined && fact !== null);
  const outline = new Error([name, ...known.map((fact) => String(fact).slice(0, MOST_OF_A_TAG))].join(" "));
  const lines = error instanceof Error ? (error.stack ?? "").split("\n") : [];
  const place = lines.filter((line) => line.startsWith("    at "));
  outline.stack = [`Error: ${outline.message}`, ...place].join("\n");
  return outline;
}
