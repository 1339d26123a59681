import type { TimeLink } from "../../chat/message.ts";
import { toPlainText } from "../../chat/text/plain-text.ts";
import { splitAtTimes } from "../../chat/text/time-links.ts";

/** Text, and bytes that stand in it as base64. */
type Piece = string | Buffer;

/** Text that is HTML already; only `html` makes it, so nothing else reaches a page unescaped. */
export class Markup {
  private readonly pieces: readonly Piece[];

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces;
  }

  get text(): string {
    return this.pieces
      .map((piece) => (typeof piece === "string" ? piece : piece.toString("base64")))
      .join("");
  }

  /** Of `bytes`. */
  get byteLength(): number {
    return this.pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
  }

  /** UTF-8. A page of a hundred pictures is megabytes long, so that it is written once and not joined from copies. */
  bytes(): Buffer {
    const page = Buffer.allocUnsafe(this.byteLength);
    let at = 0;
    for (const piece of this.pieces) {
      at += page.write(typeof piece === "string" ? piece : piece.toString("base64"), at);
    }
    return page;
  }

  static join(parts: readonly (Markup | string)[]): Markup {
    const pieces: Piece[] = [];
    for (const piece of parts.flatMap((part) => (typeof part === "string" ? [part] : part.pieces))) {
      const before = pieces.at(-1);
      if (typeof piece === "string" && typeof before === "string") pieces[pieces.length - 1] = before + piece;
      else pieces.push(piece);
    }
    return new Markup(pieces);
  }
}

function lengthOf(piece: Piece): number {
  return typeof piece === "string" ? Buffer.byteLength(piece) : 4 * Math.ceil(piece.byteLength / 3);
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
  return Markup.join(strings.flatMap((string, index) => [string, ...insert(values[index] ?? "")]));
}

/** A text whose times open the video there. The page tells the site nothing of where the reader comes from. */
export function withLinks(text: string, times: readonly TimeLink[]): readonly Markup[] {
  return splitAtTimes(text, times).map((part) =>
    typeof part === "string"
      ? html`${part}`
      : html`<a class="moment-link" href="${part.url}" rel="noopener noreferrer">${part.text}</a>`,
  );
}

/** Where the first of a text's times leads, as an attribute: paper shows it under the text. */
export function openedBy(text: string, times: readonly TimeLink[]): Markup {
  const link = splitAtTimes(text, times).find((part) => typeof part !== "string");
  return link === undefined ? html`` : html` data-opens="${link.url}"`;
}

/** A picture as an address of its own. */
export function pictureAddress(jpeg: Buffer): Markup {
  return new Markup(["data:image/jpeg;base64,", jpeg]);
}

/** Markup from a source of our own, such as the stylesheet. */
export function trusted(text: string): Markup {
  return new Markup([text]);
}

function insert(value: Value): readonly (Markup | string)[] {
  if (value instanceof Markup) return [value];
  if (typeof value === "object") return value;
  return [toPlainText(String(value)).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "")];
}
