import type { TimeLink } from "../../../src/chat/message.ts";
import { toOneLine, toPlainText } from "../../../src/chat/text/plain-text.ts";
import { splitText } from "../../../src/chat/text/split-text.ts";
import { splitAtTimes } from "../../../src/chat/text/time-links.ts";

/**
 * Text from outside as Discord shows it letter by letter. The backslash before "//" keeps an address from
 * becoming a link, so that nothing a model wrote can be opened or previewed; the one before "<" does the same
 * to mentions, timestamps and custom emoji. Mass mentions have no escape, so a blank of no width breaks them.
 */
export function escapeText(text: string): string {
  return toPlainText(text)
    .replace(/[\\*_~`|<[\]]/g, "\\$&")
    .replace(/^([ \t]*)(#{1,3}|[-+>]|-#|>>>)(?=\s|$)/gm, "$1\\$2")
    .replace(/^([ \t]*)>/gm, "$1\\>")
    .replace(/^([ \t]*\d+)\.(?=\s)/gm, "$1\\.")
    .replaceAll("://", ":\\//")
    .replace(/@(?=everyone|here)/gi, "@\u200b");
}

export function escapeLine(text: string): string {
  return escapeText(toOneLine(text));
}

/** Escapes a text except for those of its times that are links. Only they can be clicked, since their addresses are ours. */
export type Escape = (text: string) => string;

/** The angle brackets keep Discord from showing a preview of what the link leads to. */
export function escapingAround(times: readonly TimeLink[] | undefined): Escape {
  if (!times) return escapeText;
  return (text) =>
    splitAtTimes(text, times)
      .map((part) =>
        typeof part === "string" ? escapeText(part) : `[${escapeText(part.text)}](<${part.url}>)`,
      )
      .join("");
}

/** For the places that know no markup, where a backslash would show: authors and footers of embeds, labels. */
export function unmarked(text: string): string {
  return toOneLine(text).replace(/@(?=everyone|here)/gi, "@\u200b");
}

/**
 * Escaped pieces of at most `limit` characters. Each is escaped on its own, because what was in the middle of a line begins one
 * after a cut.
 */
export function splitEscaped(text: string, limit: number, escaped: Escape): readonly string[] {
  return splitText(text, limit, (piece) => escaped(piece).length)
    .map(escaped)
    .filter((piece) => piece !== "");
}
