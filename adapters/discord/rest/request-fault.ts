/** How undici and Node name a connection that ended or went silent. */
const LOST = [
  "UND_ERR_SOCKET",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "EPIPE",
];

/**
 * A request that got no answer on its way. discord.js repeats only what is called an abort, so it has that name; no person has
 * stopped anything. To repeat is safe: a message carries its nonce, and the other calls change nothing a second time.
 */
export class RequestFault extends Error {
  readonly code: string;

  constructor(code: string, cause: unknown) {
    super(`Discord could not be asked: ${code}`, { cause });
    this.name = "AbortError";
    this.code = code;
  }
}

export function asRepeatable(error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" && LOST.includes(code) ? new RequestFault(code, error) : error;
}
