import type { Catalogue } from "../chat/locales/locales.ts";
import type { Action, BriefCard, Card, OutgoingMessage } from "../chat/message.ts";
import { shorten } from "../chat/text/split-text.ts";
import { formatTimecode } from "../chat/text/timecode.ts";
import type { Shrink, StripTile } from "../video/video.ts";
import { shownFindings } from "./kinds/render-findings.ts";
import { shownStills } from "./render.ts";
import { ACTION_VALUE, askAt, clipAt } from "./render-actions.ts";
import { type Summary, shownOf } from "./summary.ts";

/** Fewer cards than this are one screen themselves. */
const FEWEST_CARDS = 3;
const TILES = 4;
/** Cards side by side. */
const MOST_CARDS = 10;
/** Characters of what is said of a card. */
const MOST_SAID = 140;

interface BriefOptions {
  readonly key: string;
  readonly draw: (tiles: readonly StripTile[]) => Promise<Buffer | null>;
  readonly shrink: Shrink;
}

/**
 * A rendered summary with its first screen, and a button for the cards; as it was where the cards are no more than a
 * screen, or the strip cannot be drawn.
 */
export async function inBrief(
  message: OutgoingMessage,
  summary: Summary,
  catalogue: Catalogue,
  { key, draw, shrink }: BriefOptions,
): Promise<OutgoingMessage> {
  const { cards = [], actions = [] } = message;
  const stills = shownStills(summary);
  if (cards.length < FEWEST_CARDS) return message;
  const chosen = spread(cards.length, TILES);
  const tiles = chosen.flatMap((at) => {
    const still = stills[at];
    return still ? [{ ...still, time: formatTimecode(still.timestamp) }] : [];
  });
  const jpeg = await draw(tiles);
  if (!jpeg) return message;
  const told = tiles.map(({ time }, at) => `${time} ${cards[chosen[at] ?? 0]?.title ?? ""}`.trim());
  return {
    ...message,
    brief: {
      cards: cardsOf(summary, cards, { key, catalogue }),
      strip: {
        ...{ name: "overview.jpg", mediaType: "image/jpeg", data: jpeg },
        alt: catalogue.summary.stripAlt(told),
        smaller: (maxBytes) => shrink(jpeg, maxBytes),
      },
      lines: isListed(summary) ? [] : linesOf(summary, cards, catalogue),
    },
    actions: [detailsOf(key, catalogue), ...actions],
  };
}

/** Positions from 0 to `length` - 1, the first and the last among them. */
function spread(length: number, most: number): readonly number[] {
  const count = Math.min(length, most);
  return Array.from({ length: count }, (_, at) => Math.round((at * (length - 1)) / (count - 1)));
}

/** What the cards show stands in the text: chapters, what a kind found. */
function isListed(summary: Summary): boolean {
  return summary.chapters.length > 0 || shownFindings(summary).length > 0;
}

function linesOf(summary: Summary, cards: readonly Card[], { summary: words }: Catalogue): string[] {
  return cards.map((card, at) =>
    words.briefLine(beginningOf(summary, card, at), card.title, sentenceOf(card)),
  );
}

interface CardWords {
  readonly key: string;
  readonly catalogue: Catalogue;
}

function cardsOf(summary: Summary, cards: readonly Card[], { key, catalogue }: CardWords): BriefCard[] {
  return spread(cards.length, MOST_CARDS).flatMap((at): BriefCard[] => {
    const card = cards[at];
    if (!card) return [];
    const { title, image } = card;
    const position = positionOf(summary, at);
    const isSegment = position !== undefined && summary.model !== null;
    return [
      {
        ...{ time: beginningOf(summary, card, at), title, sentence: sentenceOf(card) },
        ...(image && { image }),
        ...(isSegment && { actions: [askAt(position, key, catalogue), clipAt(position, catalogue)] }),
      },
    ];
  });
}

/** The segment that a card is about; undefined where it is about what a kind found. */
function positionOf(summary: Summary, at: number): number | undefined {
  return shownFindings(summary).length > 0 ? undefined : shownOf(summary)[at];
}

function beginningOf(summary: Summary, { time }: Card, at: number): string {
  const segment = summary.segments[positionOf(summary, at) ?? -1];
  return segment ? formatTimecode(segment.start) : time;
}

function sentenceOf({ body }: Card): string {
  const [sentence] = sentences.segment(body.split("\n", 1)[0] ?? "");
  return shorten(sentence?.segment.trim() ?? "", MOST_SAID);
}

const sentences = new Intl.Segmenter("und", { granularity: "sentence" });

function detailsOf(key: string, { actions }: Catalogue): Action {
  return { id: "details", label: actions.details, value: key.slice(0, ACTION_VALUE) };
}
