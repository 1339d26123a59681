import type { APIEmbed } from "discord.js";
import { splitText } from "../../../src/chat/text/split-text.ts";
import { CONTENT_LENGTH, EMBED_TOTAL_LENGTH, EMBEDS_PER_MESSAGE, FILES_PER_MESSAGE } from "../limits.ts";
import { cardWords } from "./layout.ts";
import { EMPTY_PART, embedLength, isShown, type Part } from "./part.ts";

/** A part of components as messages of text and embeds, for where Discord takes no components. The buttons are under the last. */
export function inEmbeds({ isLayout: _, ...part }: Part): readonly [Part, ...Part[]] {
  const { rows } = part;
  const bare = { ...part, rows: [] };
  const all = part.isCovered ? inCoveredWords(bare) : withCards(bare);
  const [head, ...tail] = all.map((one, index) => (index === all.length - 1 ? { ...one, rows } : one));
  return [head ?? part, ...tail];
}

/** Discord shows text above embeds, and loose files between the two: what belongs below is a card, or a message of its own. */
function withCards({ content, footer = "", embeds, files, ...part }: Part): Part[] {
  if (embeds.length === 0) return inPieces({ ...part, embeds, files, content: joined(content, footer) });
  const shown = files.filter((file) => isShown(file, embeds));
  const loose = files.filter((file) => !isShown(file, embeds));
  const all = footer === "" ? embeds : [...embeds, { ...color(embeds), description: footer }];
  const length = all.reduce((sum, embed) => sum + embedLength(embed), 0);
  const isOne = loose.length === 0 && all.length <= EMBEDS_PER_MESSAGE && length <= EMBED_TOTAL_LENGTH;
  if (isOne) return inPieces({ ...part, content, embeds: all, files: shown });
  const below = { ...EMPTY_PART, content: footer, files: loose };
  return [...inPieces({ ...part, content, embeds, files: shown }), ...inPieces(below)];
}

function color([embed]: readonly APIEmbed[]): Pick<APIEmbed, "color"> {
  return embed?.color === undefined ? {} : { color: embed.color };
}

/** Embeds cannot be covered: the words of a card, and its picture as a file. */
function inCoveredWords({ content, footer = "", embeds, files, isCovered, ...part }: Part): Part[] {
  const loose = files.filter((file) => !isShown(file, embeds));
  const cards = embeds.map((embed) => ({
    ...EMPTY_PART,
    content: cardWords(embed),
    files: files.filter((file) => isShown(file, [embed])),
  }));
  const words = inPieces({ ...part, content, embeds: [], files: [] });
  const below = inPieces({ ...EMPTY_PART, content: footer, files: loose });
  const all = [...words, ...cards, ...below].filter((one) => one.content !== "" || one.files.length > 0);
  return isCovered === "together" ? inFew(all) : all;
}

function inFew(parts: readonly Part[]): Part[] {
  const few: Part[] = [];
  for (const part of parts) {
    const last = few.at(-1);
    const content = joined(last?.content ?? "", part.content);
    const files = [...(last?.files ?? []), ...part.files];
    const holds = content.length <= CONTENT_LENGTH && files.length <= FILES_PER_MESSAGE;
    if (last && holds) few.splice(-1, 1, { ...last, content, files });
    else few.push(part);
  }
  return few;
}

/** The cards and files come with the last words. */
function inPieces(part: Part): Part[] {
  const [, covered] = /^\|\|(.*)\|\|$/s.exec(part.content) ?? [];
  // Each piece between marks of its own, since a message ends them.
  const pieces =
    covered === undefined
      ? splitText(part.content, CONTENT_LENGTH)
      : splitText(covered, CONTENT_LENGTH - 2 * "||".length).map((piece) => `||${piece}||`);
  const before = pieces.slice(0, -1).map((content) => ({ ...EMPTY_PART, content }));
  return [...before, { ...part, content: pieces.at(-1) ?? "" }];
}

function joined(above: string, below: string): string {
  return [above, below].filter((text) => text !== "").join("\n");
}
