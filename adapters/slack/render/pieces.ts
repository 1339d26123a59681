import { progressBar } from "../../../src/chat/delivery/progress-bar.ts";
import type { Action, Card, OutgoingFile, OutgoingMessage } from "../../../src/chat/message.ts";
import { toOneLine } from "../../../src/chat/text/plain-text.ts";
import { shorten, splitText } from "../../../src/chat/text/split-text.ts";
import { LIMITS } from "../limits.ts";
import {
  actions,
  type Block,
  context,
  DIVIDER,
  feedback,
  header,
  type PlacedAction,
  section,
} from "./blocks.ts";
import { type RowCard, rowOf } from "./carousel.ts";
import { toLinkedMrkdwn, toMrkdwn, type Write } from "./mrkdwn.ts";

const BAR_CELLS = 12;

interface Spoken {
  /** Plain text for readers who get no blocks: a notification, a screen reader. */
  readonly spoken: string;
}

interface ReadyPiece extends Spoken {
  readonly block: Block;
  /** Takes its place beside a row of cards; null where the cards offer all that it does. */
  readonly besideRow?: Block | null;
}

interface PicturePiece extends Spoken {
  readonly image: OutgoingFile;
  readonly caption: string | undefined;
}

/** Cards side by side, and what stands there in a workspace that has no such block. */
interface RowPiece extends Spoken {
  readonly row: readonly RowCard[];
  readonly instead: readonly (ReadyPiece | PicturePiece)[];
}

/** What becomes one block: ready, or with pictures that have to be uploaded first. */
export type Piece = ReadyPiece | PicturePiece | RowPiece;

/** Pieces that belong together and share a message where they can. */
export type Group = readonly Piece[];

/** The message in groups, in the order in which it is read. */
export function groupsOf(message: OutgoingMessage): readonly Group[] {
  const pictures = (message.files ?? []).filter(isPicture);
  const write = writer(message.times);
  const end = closing(message, write);
  const shown = pictures.map(
    (picture): Group => [{ image: picture, caption: undefined, spoken: picture.alt ?? picture.name }],
  );
  if (message.brief)
    return [[...opening(message, write), ...firstScreen(message.brief, write)], ...shown, end];
  const cards = message.cards ?? [];
  // Chapters stand between lines; pictures that only prove an answer belong to it.
  const line = cards.some(isChapter) ? [{ block: DIVIDER, spoken: "" }] : [];
  return [
    [...opening(message, write), ...line],
    ...cards.map((card) => cardGroup(card, card.times ? writer(card.times) : write)),
    ...shown,
    end.length > 0 ? [...line, ...end] : [],
  ].filter((group) => group.length > 0);
}

/** A summary's cards in a row, or a line for each; above them a strip of stills, unless the cards carry their own. */
function firstScreen({ cards, strip, lines }: NonNullable<OutgoingMessage["brief"]>, write: Write): Group {
  const picture = { image: strip, caption: undefined, spoken: "" };
  const told = paragraphs(lines.join("\n"), "", write);
  if (cards.length === 0) return [picture, ...told];
  const shown = { row: rowOf(cards, write), spoken: lines.join("\n") };
  return cards.some(({ image }) => image)
    ? [{ ...shown, instead: [picture, ...told] }]
    : [picture, { ...shown, instead: told }];
}

/** What Slack can show in an image block. */
export function isPicture({ mediaType }: OutgoingFile): boolean {
  return mediaType === "image/jpeg" || mediaType === "image/png" || mediaType === "image/gif";
}

function opening({ kind, title, text, progress }: OutgoingMessage, write: Write): Group {
  const fraction = kind === "progress" ? progress?.fraction : undefined;
  return [
    ...(title ? [{ block: header(title), spoken: title }] : []),
    ...paragraphs(text, kind === "error" ? ":warning: " : "", write),
    ...(fraction === undefined ? [] : [{ block: context(progressBar(fraction, BAR_CELLS)), spoken: "" }]),
  ];
}

/** Characters of a segment's time, and of its title: a heading, not a paragraph. */
const HEADING = 200;

/** A still, alone or under words that belong to the text above, has its time as caption and needs no heading. */
function isChapter({ time, title, body, note, caption, image }: Card): boolean {
  if (!image || !caption || title || note) return true;
  return body !== "" && time !== "";
}

function cardGroup(card: Card, write: Write): Group {
  const { time, title, body, note, caption, image, rating } = card;
  const bold = [time, title].filter(Boolean).map((text) => shorten(toOneLine(text), HEADING));
  // A star inside would end the bold print.
  const heading = bold.map((text) => `*${write(text.replaceAll("*", ""))}*`).join("  ");
  const spoken = bold.join("  ");
  if (image && caption && !isChapter(card)) {
    return [...paragraphs(body, "", write), ...still(image, caption, caption, write)];
  }
  const [first, ...further] = paragraphs(body, `${heading}\n`, write);
  return [
    { block: first?.block ?? section(heading), spoken: first ? `${spoken}\n${first.spoken}` : spoken },
    ...further,
    ...(note ? smallPrint(note, write) : []),
    ...(image ? still(image, caption, "", write) : []),
    ...(rating ? [{ block: feedback(rating), spoken: "" }] : []),
  ];
}

/** An image's own caption, which Slack shows above it, holds no links: one with a link stands there as small print. */
function still(image: OutgoingFile, caption: string | undefined, spoken: string, write: Write): Group {
  if (!caption || write(caption) === toMrkdwn(caption)) return [{ image, caption, spoken }];
  const above = smallPrint(caption, write).map(({ block }) => ({ block, spoken: "" }));
  return [...above, { image, caption: undefined, spoken }];
}

function closing({ footer = [], actions: offers = [], brief, rating }: OutgoingMessage, write: Write): Group {
  const list = rating ? offers.filter(({ id }) => id !== "helpful") : offers;
  const small = smallPrint(footer.join("\n"), write);
  const offered = new Set(
    brief?.cards.flatMap(({ actions: ofCard = [] }) => ofCard.map(({ id, value }) => `${id} ${value}`)),
  );
  const isInCards = ({ id, choices }: Action) =>
    choices?.every(({ value }) => offered.has(`${id} ${value}`)) ?? false;
  const buttons = inBlocks(list).map((some): ReadyPiece => {
    const rest = some.filter((placed) => !isInCards(placed.action));
    const besideRow = rest.length > 0 ? actions(rest) : null;
    return { block: actions(some), ...(rest.length < some.length && { besideRow }), spoken: "" };
  });
  return [...small, ...buttons, ...(rating ? [{ block: feedback(rating), spoken: "" }] : [])];
}

/** Long menus in blocks of their own, so that a message that is too long can be divided between them. */
function inBlocks(list: readonly Action[]): readonly (readonly PlacedAction[])[] {
  const blocks: PlacedAction[][] = [];
  for (const [position, action] of list.entries()) {
    const placed = { action, position };
    const last = blocks.at(-1);
    if (last && JSON.stringify(actions([...last, placed])).length <= LIMITS.actions) last.push(placed);
    else blocks.push([placed]);
  }
  return blocks;
}

function writer(times: OutgoingMessage["times"]): Write {
  return times ? (text) => toLinkedMrkdwn(text, times) : toMrkdwn;
}

function smallPrint(text: string, write: Write): readonly ReadyPiece[] {
  return splitText(text, LIMITS.context, (piece) => write(piece).length).map((part) => ({
    block: context(write(part)),
    spoken: part,
  }));
}

/** `prefix` is mrkdwn already and stands before the first paragraph. */
function paragraphs(text: string, prefix: string, write: Write): readonly ReadyPiece[] {
  const room = LIMITS.section - prefix.length;
  return splitText(text, room, (piece) => write(piece).length).map((part, position) => ({
    block: section(position === 0 ? prefix + write(part) : write(part)),
    spoken: part,
  }));
}
