import type { APIEmbed } from "discord.js";
import type { Card, OutgoingFile } from "../../../src/chat/message.ts";
import {
  EMBED_AUTHOR_LENGTH,
  EMBED_DESCRIPTION_LENGTH,
  EMBED_FOOTER_LENGTH,
  EMBED_TITLE_LENGTH,
} from "../limits.ts";
import { escapeLine, escapeText, unmarked } from "./escape.ts";
import { shorten, splitEscaped } from "./split-text.ts";

export interface DrawnCard {
  /** More than one where the card has more text than an embed holds. */
  readonly embeds: readonly APIEmbed[];
  readonly image: OutgoingFile | null;
}

/** The strip of colour at the left of every card. */
const ACCENT = 0x2f9e8f;

/** A card with its time above, its theme as the title, and its still under the words. */
export function drawCard({ time, title, body, note, caption, image }: Card, imageName: string): DrawnCard {
  const heading = escapeLine(title);
  const isTitle = heading !== "" && heading.length <= EMBED_TITLE_LENGTH;
  const descriptions = describe(isTitle ? "" : title, body, note);
  // A picture without words would show its time twice, above and below.
  const showsTime = time !== "" && (isTitle || descriptions[0] !== "" || !caption);
  const embeds = descriptions.map((description, index): APIEmbed => {
    const isLast = index === descriptions.length - 1;
    return {
      color: ACCENT,
      ...(index === 0 && showsTime && { author: { name: shorten(unmarked(time), EMBED_AUTHOR_LENGTH) } }),
      ...(index === 0 && isTitle && { title: heading }),
      ...(description !== "" && { description }),
      ...(isLast && image && { image: { url: `attachment://${imageName}` } }),
      ...(isLast && caption && { footer: { text: shorten(unmarked(caption), EMBED_FOOTER_LENGTH) } }),
    };
  });
  return { embeds, image: image ? { ...image, name: imageName } : null };
}

/** At least one text, which may be empty: a card may be a still alone. */
function describe(overlongTitle: string, body: string, note: string | undefined): readonly string[] {
  const text = [overlongTitle, body].filter((part) => part !== "").join("\n\n");
  const texts = splitEscaped(text, EMBED_DESCRIPTION_LENGTH, escapeText);
  if (!note) return texts.length > 0 ? texts : [""];
  const notes = splitEscaped(note, EMBED_DESCRIPTION_LENGTH, quote);
  const last = texts.at(-1);
  const together = [last, notes[0]].filter(Boolean).join("\n");
  return together.length <= EMBED_DESCRIPTION_LENGTH
    ? [...texts.slice(0, -1), together, ...notes.slice(1)]
    : [...texts, ...notes];
}

function quote(note: string): string {
  return `> ${escapeLine(note)}`;
}
