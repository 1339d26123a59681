import { toOneLine, toPlainText } from "../../../src/chat/plain-text.ts";

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

/** For the places that know no markup, where a backslash would show: authors and footers of embeds, labels. */
export function unmarked(text: string): string {
  return toOneLine(text).replace(/@(?=everyone|here)/gi, "@\u200b");
}
