/** An error whose message is ours and names no address and no secret: the log may have it. */
export class SafeError extends Error {
  override name = "SafeError";
}

const DEEPEST_CAUSE = 5;
const LONGEST_FACT = 60;

/**
 * What the log may know of an error: the names and codes along its causes, and the facts given. Messages of others stay out:
 * libraries quote addresses in theirs, servers quote the request, and a link's query can be a key.
 */
export function safeError(error: unknown, facts: readonly unknown[] = []): SafeError {
  const words = new Set<string>();
  let at = error;
  for (let depth = 0; at instanceof Error && depth < DEEPEST_CAUSE; depth++) {
    for (const word of wordsOf(at)) words.add(word);
    at = at.cause;
  }
  if (words.size === 0) words.add(typeof error);
  for (const fact of facts) if (fact !== undefined && fact !== null) words.add(shortened(String(fact)));
  return new SafeError([...words].join(" "));
}

function wordsOf(error: Error): string[] {
  if (error instanceof SafeError) {
    return error.name === "SafeError" ? [error.message] : [error.name, error.message];
  }
  const code = codeOf(error);
  return code === undefined ? [error.name] : [error.name, shortened(code)];
}

/** The system's code ("ECONNREFUSED"), which the platform hides some causes deep. */
export function systemCode(error: unknown): string | undefined {
  let at = error;
  for (let depth = 0; at instanceof Error && depth < DEEPEST_CAUSE; depth++) {
    const code = codeOf(at);
    if (code !== undefined) return code;
    at = at.cause;
  }
  return undefined;
}

function codeOf(error: Error): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === "string" ? code : undefined;
}

/** A fact can come from a server, which may write as much as it likes. */
function shortened(text: string): string {
  return text.slice(0, LONGEST_FACT);
}
