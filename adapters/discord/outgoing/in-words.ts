import type { APIEmbed } from "discord.js";
import { splitText } from "../../../src/chat/text/split-text.ts";
import { CONTENT_LENGTH } from "../limits.ts";
import { escapeLine } from "../render/escape.ts";
import { EMPTY_PART, type Part } from "../render/part.ts";

/** A part whose cards are plain text, in as many messages as that needs: for a place that shows no cards. */
export function inWords({ content, embeds, files, rows }: Part): readonly [Part, ...Part[]] {
  const blocks = [content, ...embeds.map(wordsOf)].filter((text) => text !== "");
  const [first = "", ...rest] = splitText(blocks.join("\n\n"), CONTENT_LENGTH);
  const texts = [
    { ...EMPTY_PART, content: first, files },
    ...rest.map((text) => ({ ...EMPTY_PART, content: text })),
  ];
  const last = texts.length - 1;
  const [head, ...tail] = texts.map((part, index) => (index === last ? { ...part, rows } : part));
  return [head ?? { ...EMPTY_PART, files, rows }, ...tail];
}

/** Titles and descriptions are escaped already; authors and footers know no markup, and so are not. */
function wordsOf({ author, title, description, footer }: APIEmbed): string {
  return [
    author ? escapeLine(author.name) : "",
    title ? `**${title}**` : "",
    description ?? "",
    footer ? `-# ${escapeLine(footer.text)}` : "",
  ]
    .filter((line) => line !== "")
    .join("\n");
}
