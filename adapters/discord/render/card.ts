import type { APIEmbed, APIEmbedAuthor } from "discord.js";
import type { Card, OutgoingFile, TimeLink } from "../../../src/chat/message.ts";
import { toOneLine } from "../../../src/chat/text/plain-text.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import { firstTime } from "../../../src/chat/text/time-links.ts";
import { EMBED_AUTHOR_LENGTH, EMBED_DESCRIPTION_LENGTH, EMBED_TITLE_LENGTH } from "../limits.ts";
import { type Escape, escapeLine, escapingAround, splitEscaped, unmarked } from "./escape.ts";

export interface DrawnCard {
  /** More than one where the card has more text than an embed holds. */
  readonly embeds: readonly APIEmbed[];
  readonly image: OutgoingFile | null;
}

/** The strip of colour at the left of every card. */
const ACCENT = 0x2f9e8f;

/** A card with its time above, its theme as the title, and under the words its still, whose own time stands right above it. */
export function drawCard(card: Card, imageName: string, times?: readonly TimeLink[]): DrawnCard {
  const { time, title, caption = "", image } = card;
  const heading = escapeLine(title);
  const isTitle = heading !== "" && heading.length <= EMBED_TITLE_LENGTH;
  const opens = firstTime(time, times);
  const escaped = escapingAround(times);
  const told = describe(isTitle ? "" : title, card, escaped);
  // A picture without words would show its time twice, above and below.
  const showsTime = time !== "" && (isTitle || told[0] !== "" || !caption);
  // An embed's footer holds no links and stands below the picture: with two stills it was unclear which one the time belonged to.
  const descriptions = caption === "" ? told : withLine(told, `-# ${escaped(toOneLine(caption))}`);
  const embeds = descriptions.map((description, index): APIEmbed => {
    const isLast = index === descriptions.length - 1;
    return {
      color: ACCENT,
      ...(index === 0 && showsTime && { author: author(time, opens) }),
      ...(index === 0 && isTitle && { title: heading }),
      ...(description !== "" && { description }),
      ...(isLast && image && { image: { url: `attachment://${imageName}` } }),
    };
  });
  return { embeds, image: image ? { ...image, name: imageName } : null };
}

/** A range opens at its beginning. */
function author(time: string, opens: TimeLink | null): APIEmbedAuthor {
  return { name: shorten(unmarked(time), EMBED_AUTHOR_LENGTH), ...(opens && { url: opens.url }) };
}

/** At least one text, which may be empty: a card may be a still alone. */
function describe(overlongTitle: string, { body, note }: Card, escaped: Escape): readonly string[] {
  const text = [overlongTitle, body].filter((part) => part !== "").join("\n\n");
  const texts = splitEscaped(text, EMBED_DESCRIPTION_LENGTH, escaped);
  if (!note) return texts.length > 0 ? texts : [""];
  const notes = splitEscaped(note, EMBED_DESCRIPTION_LENGTH, (piece) => `> ${escaped(toOneLine(piece))}`);
  const [first = "", ...more] = notes;
  return [...withLine(texts, first), ...more];
}

/** The line under the last text, or by itself where that is full. */
function withLine(texts: readonly string[], line: string): readonly string[] {
  const together = [texts.at(-1), line].filter(Boolean).join("\n");
  return together.length <= EMBED_DESCRIPTION_LENGTH ? [...texts.slice(0, -1), together] : [...texts, line];
}
