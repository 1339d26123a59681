import { stripVTControlCharacters } from "node:util";

// C0 and C1 controls but tab and line feed; then what reorders or hides text: bidi marks, embeddings,
// overrides and isolates, the zero-width no-break space, and the line and paragraph separators.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const REORDERING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Text from outside (a file's name, a model's reply) with everything gone that could drive a terminal
 * or make a line read differently from what it says. Line feeds stay: `toOneLine` removes them too.
 */
export function toPlainText(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(CONTROLS, "")
    .replace(REORDERING, "")
    .replaceAll("\t", " ")
    .toWellFormed();
}

/** As `toPlainText`, on a single line. */
export function toOneLine(text: string): string {
  return toPlainText(text).replace(/\s+/g, " ").trim();
}
