/** An error whose message is ours and names no address: the log may have it. */
export class Outline extends Error {
  override name = "Outline";
}

const DEEPEST_CAUSE = 5;

/**
 * What the log may know of a failed request: names and codes along the causes. Messages are left out, since
 * libraries quote addresses in theirs and a link's query can be a key.
 */
export function outline(error: unknown): Outline {
  const words: string[] = [];
  let at = error;
  for (let depth = 0; at instanceof Error && depth < DEEPEST_CAUSE; depth++) {
    words.push(...factsOf(at));
    at = at.cause;
  }
  return new Outline(words.join(" ") || typeof error);
}

function factsOf(error: Error): string[] {
  if (error instanceof Outline)
    return error.name === "Outline" ? [error.message] : [error.name, error.message];
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === "string" ? [error.name, code] : [error.name];
}

/** undici's callback wants an Error, whatever was thrown. */
export function connectFault(error: unknown): Error {
  return error instanceof Error ? error : new Outline("the connection failed", { cause: error });
}
