import type { Catalogue } from "../chat/locales/locales.ts";
import type { Action, Card, OutgoingMessage } from "../chat/message.ts";
import { shorten } from "../chat/text/split-text.ts";
import { formatTimecode } from "../chat/text/timecode.ts";
import type { Shrink, StripTile } from "../video/video.ts";
import { shownFindings } from "./kinds/render-findings.ts";
import { shownStills } from "./render.ts";
import { ACTION_VALUE } from "./render-actions.ts";
import { type Summary, shownOf } from "./summary.ts";

/** Fewer cards than this are one screen themselves. */
const FEWEST_CARDS = 3;
const TILES = 4;
/** Characters of what a line says of its card. */
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
  const starts = shownOf(summary).map((position) => summary.segments[position]?.start ?? 0);
  return cards.map(({ title, body }, at) => {
    const [sentence] = sentences.segment(body.split("\n", 1)[0] ?? "");
    return words.briefLine(
      formatTimecode(starts[at] ?? 0),
      title,
      shorten(sentence?.segment.trim() ?? "", MOST_SAID),
    );
  });
}

const sentences = new Intl.Segmenter("und", { granularity: "sentence" });

function detailsOf(key: string, { actions }: Catalogue): Action {
  return { id: "details", label: actions.details, value: key.slice(0, ACTION_VALUE) };
}
