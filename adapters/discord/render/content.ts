import type { APIEmbed, APIEmbedAuthor } from "discord.js";
import { progressBar } from "../../../src/chat/delivery/progress-bar.ts";
import type {
  Card,
  OutgoingFile,
  OutgoingMessage,
  Progress,
  ProgressStep,
  TimeLink,
} from "../../../src/chat/message.ts";
import { toOneLine } from "../../../src/chat/text/plain-text.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import { firstTime } from "../../../src/chat/text/time-links.ts";
import { CONTENT_LENGTH, EMBED_AUTHOR_LENGTH, EMBED_TITLE_LENGTH, REMARK_ROOM } from "../limits.ts";
import { type Escape, escapeLine, escapingAround, splitEscaped, unmarked } from "./escape.ts";
import { addressOf } from "./part.ts";

export const TEXT_LENGTH = CONTENT_LENGTH - REMARK_ROOM;

/** A heading longer than this is no heading; it is shown as text. */
const HEADING_LENGTH = 300;

/** The text above the cards, in as many pieces as it needs; each has room for a remark. */
export function drawText(
  { title, text, progress, times }: OutgoingMessage,
  limit = TEXT_LENGTH,
): readonly string[] {
  const escaped = escapingAround(times);
  const heading = title ? `## ${escapeLine(title)}\n` : "";
  if (heading.length > HEADING_LENGTH) {
    return splitEscaped(`${title}\n\n${text}`, limit, escaped);
  }
  const line = progress ? progressLine(progress) : "";
  const pieces = splitEscaped(text, limit - heading.length - line.length, escaped);
  const [first = "", ...more] = pieces;
  return [`${heading}${first}${line}`.trim(), ...more].filter((piece) => piece !== "");
}

/** Characters; footers are ours and short. */
const FOOTER_LENGTH = 500;

/** Small grey lines under everything. One too long for a message is cut off, and without links, which a cut could break. */
export function drawFooter({ footer = [], times }: OutgoingMessage): readonly string[] {
  const escaped = escapingAround(times);
  return footer
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const linked = `-# ${escaped(toOneLine(line))}`;
      return linked.length <= TEXT_LENGTH ? linked : shorten(`-# ${escapeLine(line)}`, FOOTER_LENGTH);
    });
}

const BAR_CELLS = 20;
const BAR_STEPS = 5;
/** Waiting for the model, and the parts and the outline of a long video, share the place of another step. */
const PLACES: Readonly<Record<Exclude<ProgressStep, "answer">, number>> = {
  fetch: 0,
  scan: 1,
  load: 2,
  ask: 2,
  parts: 2,
  stills: 3,
  outline: 3,
  clip: 3,
  reply: 4,
};

/** How far the whole job is, each step an equal share. Empty for a question, which is one step, and at the end, where the text says it. */
function progressLine({ step, fraction = 0, done = false }: Progress): string {
  if (step === "answer" || (step === "reply" && done)) return "";
  const share = done ? 1 : Math.min(1, Math.max(0, fraction));
  return `\n${progressBar((PLACES[step] + share) / BAR_STEPS, BAR_CELLS)}`;
}

/** Characters under a card's title. With the title, the time and their links, a message of components holds that much. */
const CARD_LENGTH = 2600;

/** A card as an embed: in a message of components the same is a container. */
export interface DrawnCard {
  /** More than one where the card has more text than fits into one. */
  readonly embeds: readonly APIEmbed[];
  readonly image: OutgoingFile | null;
}

/** The strip of colour at the left of every card. */
const ACCENT = 0x2f9e8f;

/** A card with its time above, its theme as the title, and under the words its still, whose own time stands right above it. */
export function drawCard(card: Card, imageName: string, ofMessage?: readonly TimeLink[]): DrawnCard {
  const { title, times = ofMessage } = card;
  const heading = escapeLine(title);
  const isTitle = heading !== "" && heading.length <= EMBED_TITLE_LENGTH;
  const told = describe(isTitle ? "" : title, card, escapingAround(times));
  return assemble({ ...card, times }, imageName, { told, ...(isTitle && { title: heading }) });
}

type Timed = Pick<Card, "time" | "caption" | "image"> & { readonly times: readonly TimeLink[] | undefined };

/** `told` is what stands in the card, in as many pieces as it needs; at least one, which may be empty. */
export function assemble(
  { time, caption = "", image, times }: Timed,
  imageName: string,
  { told, title }: { readonly told: readonly string[]; readonly title?: string },
): DrawnCard {
  // A picture without words would show its time twice, above and below.
  const showsTime = time !== "" && (title !== undefined || told[0] !== "" || !caption);
  // Below the picture it would be unclear, with two stills, which one the time belongs to.
  const line = `-# ${escapingAround(times)(shorten(toOneLine(caption), FOOTER_LENGTH))}`;
  const descriptions = caption === "" ? told : withLine(told, line);
  const embeds = descriptions.map((description, index): APIEmbed => {
    const isLast = index === descriptions.length - 1;
    return {
      color: ACCENT,
      ...(index === 0 && showsTime && { author: author(time, firstTime(time, times)) }),
      ...(index === 0 && title !== undefined && { title }),
      ...(description !== "" && { description }),
      ...(isLast && image && { image: { url: addressOf(imageName) } }),
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
  const texts = splitEscaped(text, CARD_LENGTH, escaped);
  if (!note) return texts.length > 0 ? texts : [""];
  const notes = splitEscaped(note, CARD_LENGTH, (piece) => `> ${escaped(toOneLine(piece))}`);
  const [first = "", ...more] = notes;
  return [...withLine(texts, first), ...more];
}

/** The line under the last text, or by itself where that is full. */
function withLine(texts: readonly string[], line: string): readonly string[] {
  const together = [texts.at(-1), line].filter(Boolean).join("\n");
  return together.length <= CARD_LENGTH ? [...texts.slice(0, -1), together] : [...texts, line];
}
