import { toPlainText } from "./chat/text/plain-text.ts";

const HIDDEN = "[redacted]";
/** Further causes of causes say little, and a chain may be a circle. */
const MAX_CAUSES = 5;
const SECRET_WORDS = /^(tokens?|keys?|apikeys?|authorization|secrets?|passwords?|cookies?|credentials?)$/i;

/** What the log keeps of an error. An allow list, because libraries hang requests with their headers on errors. */
export interface ErrorFields {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  readonly cause?: ErrorFields;
}

/** Never throws, whatever was thrown. */
export function errorFields(error: unknown, depth = 0): ErrorFields {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  const { name, message, cause } = error;
  const code = (error as { code?: unknown }).code;
  return {
    name,
    message,
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
    ...(cause !== undefined && depth < MAX_CAUSES ? { cause: errorFields(cause, depth + 1) } : {}),
  };
}

/**
 * Copies JSON data without what must not be logged: text under a name that speaks of a token, key or
 * authorization, credentials inside text, and the given values wherever they stand. Numbers stay, because a
 * count of tokens is no secret. What would drive a terminal or hide text goes too: names in it come from strangers.
 */
export function createRedactor(secrets: readonly string[]): (data: unknown) => unknown {
  const cleanText = (text: string) =>
    secrets
      .reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), toPlainText(text))
      .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${HIDDEN}`)
      .replace(/(:\/\/)[^\s/@]+@/g, `$1${HIDDEN}@`);

  const clean = (value: unknown): unknown => {
    if (typeof value === "string") return cleanText(value);
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        toPlainText(name),
        holdsSecret(name) && (typeof inner === "string" || typeof inner === "object") ? HIDDEN : clean(inner),
      ]),
    );
  };
  return clean;
}

/** "x-api-key", "MODEL_API_KEY" and "accessToken" do; "keyframes" does not. */
function holdsSecret(name: string): boolean {
  const words = name.replace(/([a-z\d])([A-Z])/g, "$1 $2").split(/[^A-Za-z\d]+/);
  return words.some((word) => SECRET_WORDS.test(word));
}
