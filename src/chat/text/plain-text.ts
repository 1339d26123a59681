import { stripVTControlCharacters } from "node:util";

// C0 and C1 controls but tab and line feed.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Everything that shows nothing of itself: zero-width and soft hyphens, bidi marks, fillers, tags, variation selectors. */
const INVISIBLE = "\\p{Default_Ignorable_Code_Point}|[\\ufff9-\\ufffb]";

/** What writing needs of these, one at a time, so that no message hides in a row of them. */
const NEEDED = [
  // The flags of England, Scotland and Wales: a black flag, the region in tags, and their end.
  "\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{3,6}\\u{e007f}",
  // Within words, and after a sign that they shape at the end of one.
  "(?<=[\\p{L}\\p{M}])[\\u200c\\u200d](?=[\\p{L}\\p{M}])|(?<=\\p{M})[\\u200c\\u200d](?!\\p{Default_Ignorable_Code_Point})",
  // Between the parts of an emoji.
  "(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})",
  // Which form of the sign before it is meant.
  "(?<=[\\p{L}\\p{N}\\p{P}\\p{S}])[\\ufe00-\\ufe0f]",
  "(?<=\\p{Script=Han})[\\u{e0100}-\\u{e01ef}]",
  "(?<=\\p{Script=Mongolian})[\\u180b-\\u180f]",
  "\\u034f(?=\\p{M})",
];
const HIDDEN = new RegExp(`(${NEEDED.join("|")})|${INVISIBLE}`, "gu");

/**
 * Text from outside (a file's name, a model's reply) with everything gone that could drive a terminal
 * or make a line read differently from what it says. Line feeds stay: `toOneLine` removes them too.
 */
export function toPlainText(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(CONTROLS, "")
    .replace(HIDDEN, "$1")
    .replaceAll("\t", " ")
    .toWellFormed();
}

/** As `toPlainText`, on a single line. */
export function toOneLine(text: string): string {
  return toPlainText(text).replace(/\s+/g, " ").trim();
}
