import type { CommandEvent } from "../../src/chat/event.ts";
import { CuepointError } from "../../src/errors.ts";

/** BCP 47 tag to answer in: the option "language", else the reader's own. Throws `usage` for what is no tag. */
export function readLanguage({ options, locale }: CommandEvent): string {
  if (options.language === undefined) return canonical(locale) ?? "en";
  const wished = String(options.language);
  const tag = canonical(wished);
  if (tag === null) throw new CuepointError("usage", { what: "bad-language", value: wished });
  return tag;
}

function canonical(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
