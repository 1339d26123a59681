import type { TimeLink } from "../chat/message.ts";
import { toPlainText } from "../chat/text/plain-text.ts";
import { splitAtTimes } from "../chat/text/time-links.ts";

/** Text that is HTML already; only `html` makes it, so nothing else reaches a page unescaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Markup | readonly Markup[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Template tag that escapes whatever is put in, for text and for quoted attributes alike: titles, file
 * names and a model's words are hostile. Markup goes in as it is.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const parts = strings.flatMap((string, index) => [string, insert(values[index] ?? "")]);
  return new Markup(parts.join(""));
}

/** A text whose times open the video there. The page tells the site nothing of where the reader comes from. */
export function withLinks(text: string, times: readonly TimeLink[]): readonly Markup[] {
  return splitAtTimes(text, times).map((part) =>
    typeof part === "string"
      ? html`${part}`
      : html`<a class="moment-link" href="${part.url}" rel="noopener noreferrer">${part.text}</a>`,
  );
}

/** Markup from a source of our own, such as the stylesheet. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function insert(value: Value): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === "object") return value.map(({ text }) => text).join("");
  return toPlainText(String(value)).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
