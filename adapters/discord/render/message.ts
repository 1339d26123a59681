import stringWidth from "string-width";
import { asOneMessage } from "../../../src/chat/delivery/one-message.ts";
import type { OutgoingFile, OutgoingMessage } from "../../../src/chat/message.ts";
import { shorten } from "../../../src/chat/text/split-text.ts";
import {
  COMPONENTS_LENGTH,
  EMBEDS_PER_MESSAGE,
  FILES_BYTES,
  FILES_PER_MESSAGE,
  REMARK_ROOM,
} from "../limits.ts";
import { drawActions } from "./actions.ts";
import { type DrawnCard, drawCard, drawFooter, drawText, TEXT_LENGTH } from "./content.ts";
import { covered, drawCoveredCard, drawCoveredText } from "./covered.ts";
import { fitsLayout } from "./layout.ts";
import { createFileNames, EMPTY_PART, type FileNames, type Part, type Row } from "./part.ts";

/**
 * A message as the few that Discord makes of it, in reading order: words, cards in the order of time, footer and
 * files, buttons under the last. The same message gives the same parts every time, wherever it is sent.
 */
export function drawMessage(message: OutgoingMessage): readonly [Part, ...Part[]] {
  if (message.kind !== "part") return drawParts(inBrief(message));
  const one = asOneMessage(message, (shorter) => drawParts(shorter).length);
  return [{ ...drawParts(one)[0], isInterim: true }];
}

type Briefed = OutgoingMessage & { readonly strip?: OutgoingFile };

/** The first screen in place of the cards, which a button brings: words, and under them one picture. */
function inBrief({ brief, ...message }: OutgoingMessage): Briefed {
  if (!brief) return message;
  const { cards: _, text, ...rest } = message;
  return { ...rest, text: withLines(text, brief.lines), strip: brief.strip };
}

/** More lines than this are a row each, or two on a phone, so that all of the message is on one screen. */
const FULL_LINES = 6;
/** Columns: a Chinese character takes two. */
const ROW_WIDTH = 72;
/** Half a word, in scripts that part words with blanks. */
const HALF_WORD = /\s+[^\s\p{Script=Han}]{1,15}…$/u;

function withLines(text: string, lines: readonly string[]): string {
  if (lines.length === 0) return text;
  if (lines.length <= FULL_LINES) return `${text}\n\n${lines.join("\n")}`;
  return [text, ...lines.map(inRow)].join("\n");
}

/** Without the half of a word that the cut left. */
function inRow(line: string): string {
  const row = shorten(line, ROW_WIDTH, stringWidth);
  return row === line ? line : row.replace(HALF_WORD, "…");
}

/** Of components where pictures stand among its words. */
function drawParts(message: Briefed): readonly [Part, ...Part[]] {
  const { cards = [], files = [], strip, isSpoiler, kind } = message;
  const isLayout = cards.length > 0 || strip !== undefined;
  const start: Part = {
    ...EMPTY_PART,
    ...(isLayout && { isLayout }),
    ...(isLayout && isSpoiler && { isCovered: kind === "answer" ? "together" : "apart" }),
  };
  const names = createFileNames();
  const rows = drawActions(message.actions);
  const drawn = drawCards(message, names);
  const parts = drawWords(message, isLayout).map((content) => ({ ...start, content }));
  const drawing: Drawing = { parts, start, rows };
  if (strip) addFiles(drawing, [strip], isSpoiler, names);
  for (const [index, card] of drawn.entries()) addCard(drawing, card, index === drawn.length - 1);
  addFooter(drawing, drawFooter(message));
  addFiles(drawing, files, isSpoiler, names);
  const last = parts.pop() ?? start;
  const [first, ...rest] = [...parts, { ...last, rows }];
  return [first ?? last, ...rest];
}

/** What has been drawn so far, what a further part begins as, and what comes under the last. */
interface Drawing {
  readonly parts: Part[];
  readonly start: Part;
  readonly rows: readonly Row[];
}

function drawCards(
  { cards = [], times, isSpoiler }: OutgoingMessage,
  names: FileNames,
): readonly DrawnCard[] {
  return cards.map((card) => {
    const image = card.image && (isSpoiler ? covered(card.image) : card.image);
    const name = image ? names.give(image.name) : "";
    return isSpoiler ? drawCoveredCard(card, name, times) : drawCard(card, name, times);
  });
}

function drawWords(message: OutgoingMessage, isLayout: boolean): readonly string[] {
  const limit = isLayout ? COMPONENTS_LENGTH - REMARK_ROOM : TEXT_LENGTH;
  return message.isSpoiler ? drawCoveredText(message, limit) : drawText(message, limit);
}

/** A card stays whole in one message where it can; its still comes with its last words. */
function addCard(drawing: Drawing, { embeds, image }: DrawnCard, isLast: boolean): void {
  const files = image ? [image] : [];
  const whole = { embeds, files };
  const below = isLast ? rowsOf(drawing) + 1 : 0;
  if (addTo(drawing, whole, below)) return;
  if (fits(grown(drawing.start, whole), below)) {
    drawing.parts.push(grown(drawing.start, whole));
    return;
  }
  for (const [index, embed] of embeds.entries()) {
    const piece = { embeds: [embed], files: index === embeds.length - 1 ? files : [] };
    if (!addTo(drawing, piece, below)) drawing.parts.push(grown(drawing.start, piece));
  }
}

type More = Partial<Pick<Part, "content" | "embeds" | "files" | "footer">>;

/** False where the last part does not hold so much more. */
function addTo({ parts }: Drawing, more: More, below: number): boolean {
  const last = parts.at(-1);
  if (!last || !fits(grown(last, more), below)) return false;
  parts.splice(-1, 1, grown(last, more));
  return true;
}

function grown(part: Part, { embeds = [], files = [], ...texts }: More): Part {
  return { ...part, ...texts, embeds: [...part.embeds, ...embeds], files: [...part.files, ...files] };
}

/** By the full size of its files, whatever a place may make of them: a message has the same parts everywhere. */
function fits(part: Part, below: number): boolean {
  const { content, embeds, files, isLayout } = part;
  const bytes = files.reduce((sum, { data }) => sum + data.byteLength, 0);
  if (files.length > FILES_PER_MESSAGE || (files.length > 1 && bytes > FILES_BYTES)) return false;
  if (!isLayout) return content.length <= TEXT_LENGTH;
  return embeds.length <= EMBEDS_PER_MESSAGE && fitsLayout(part, below);
}

/** Components of the buttons. */
function rowsOf({ rows }: Drawing): number {
  return rows.reduce((sum, { components }) => sum + 1 + components.length, 0);
}

function addFooter(drawing: Drawing, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const text = lines.join("\n");
  const last = drawing.parts.at(-1);
  const own =
    last && !last.isLayout ? { content: [last.content, text].filter(Boolean).join("\n") } : { footer: text };
  if (addTo(drawing, own, rowsOf(drawing))) return;
  let content = "";
  for (const line of lines) {
    if (content.length + line.length + 1 > TEXT_LENGTH) {
      drawing.parts.push({ ...drawing.start, content });
      content = "";
    }
    content = content === "" ? line : `${content}\n${line}`;
  }
  drawing.parts.push({ ...drawing.start, content });
}

function addFiles(
  drawing: Drawing,
  files: readonly OutgoingFile[],
  isSpoiler: OutgoingMessage["isSpoiler"],
  names: FileNames,
): void {
  for (const given of files) {
    const file = isSpoiler ? covered(given) : given;
    const more = { files: [{ ...file, name: names.give(file.name) }] };
    if (!addTo(drawing, more, rowsOf(drawing))) drawing.parts.push(grown(drawing.start, more));
  }
}
