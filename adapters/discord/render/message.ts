import { asOneMessage } from "../../../src/chat/delivery/one-message.ts";
import type { OutgoingFile, OutgoingMessage } from "../../../src/chat/message.ts";
import { EMBED_TOTAL_LENGTH, EMBEDS_PER_MESSAGE, FILES_BYTES, FILES_PER_MESSAGE } from "../limits.ts";
import { drawActions } from "./actions.ts";
import { type DrawnCard, drawCard, drawFooter, drawNote, drawText, TEXT_LENGTH } from "./content.ts";
import { covered, drawCovered } from "./covered.ts";
import { createFileNames, EMPTY_PART, embedLength, type FileNames, type Part } from "./part.ts";

/**
 * A message as the few that Discord makes of it, in reading order: words, cards in the order of time, footer and
 * files, buttons under the last. The same message gives the same parts every time, wherever it is sent.
 */
export function drawMessage(message: OutgoingMessage): readonly [Part, ...Part[]] {
  if (message.kind !== "part") return drawParts(inBrief(message));
  const one = asOneMessage(message, (shorter) => drawParts(shorter).length);
  return [{ ...drawParts(one)[0], isInterim: true }];
}

/** The first screen in place of the cards, which a button brings: words, and under them one picture. */
function inBrief({ brief, ...message }: OutgoingMessage): OutgoingMessage {
  if (!brief) return message;
  const { cards: _, text, files = [], ...rest } = message;
  const lines = brief.lines.join("\n");
  const words = [text, lines].filter((part) => part !== "").join("\n\n");
  return { ...rest, text: words, files: [brief.strip, ...files] };
}

function drawParts(message: OutgoingMessage): readonly [Part, ...Part[]] {
  const names = createFileNames();
  const parts = message.isSpoiler ? drawCovered(message, names) : [];
  if (!message.isSpoiler) {
    const cards = drawCards(message, names);
    parts.push(...drawWords(message));
    for (const card of cards) addCard(parts, card);
    addTail(parts, message);
  }
  addFiles(parts, (message.files ?? []).map(message.isSpoiler ? covered : same), names);
  const last = parts.pop() ?? EMPTY_PART;
  const [first, ...rest] = [...parts, { ...last, rows: drawActions(message.actions) }];
  return [first ?? last, ...rest];
}

function same(file: OutgoingFile): OutgoingFile {
  return file;
}

function drawCards({ cards = [], times }: OutgoingMessage, names: FileNames): readonly DrawnCard[] {
  return cards.map((card) => drawCard(card, card.image ? names.give(card.image.name) : "", times));
}

function drawWords(message: OutgoingMessage): readonly Part[] {
  return drawText(message).map((content) => ({ ...EMPTY_PART, content }));
}

/** A card stays whole in one message where it can; its still comes with its last words. */
function addCard(parts: Part[], { embeds, image }: DrawnCard): void {
  for (const [index, embed] of embeds.entries()) {
    const isLast = index === embeds.length - 1;
    const files = isLast && image ? [image] : [];
    const needed = index === 0 ? embeds : [embed];
    const length = needed.reduce((sum, one) => sum + embedLength(one), 0);
    const room = roomFor(parts, Math.min(length, EMBED_TOTAL_LENGTH), needed.length, image ? [image] : []);
    parts.push({ ...room, embeds: [...room.embeds, embed], files: [...room.files, ...files] });
  }
}

/** Takes the last part off the list where so much more fits into it, else starts a new one. */
function roomFor(parts: Part[], length: number, embeds: number, files: readonly OutgoingFile[]): Part {
  const last = parts.at(-1);
  const used = last?.embeds.reduce((sum, embed) => sum + embedLength(embed), 0) ?? 0;
  const fits =
    last &&
    used + length <= EMBED_TOTAL_LENGTH &&
    last.embeds.length + embeds <= EMBEDS_PER_MESSAGE &&
    takesFiles(last, files);
  if (!fits) return EMPTY_PART;
  parts.pop();
  return last;
}

/**
 * Discord shows a message's text above its embeds, so a footer under cards is a message of its own; an answer
 * with one still keeps it with its words.
 */
function addTail(parts: Part[], message: OutgoingMessage): void {
  const { kind, cards = [] } = message;
  const lines = drawFooter(message);
  if (lines.length === 0) return;
  // Under an answer whose sentences go on in its cards: above them, it would be read as about the first one.
  if (kind === "answer" && cards.some(({ title, body }) => title === "" && body !== "")) {
    addCard(parts, drawNote(lines));
    return;
  }
  const belongsBelow = kind === "summary" && cards.length > 0;
  const first = parts[0];
  const together = [first?.content, ...lines].join("\n");
  if (!belongsBelow && parts.length === 1 && first && together.length <= TEXT_LENGTH) {
    parts[0] = { ...first, content: together };
    return;
  }
  let content = "";
  for (const line of lines) {
    if (content.length + line.length + 1 > TEXT_LENGTH) {
      parts.push({ ...EMPTY_PART, content });
      content = "";
    }
    content = content === "" ? line : `${content}\n${line}`;
  }
  parts.push({ ...EMPTY_PART, content });
}

function addFiles(parts: Part[], files: readonly OutgoingFile[], names: FileNames): void {
  for (const file of files) {
    const named = { ...file, name: names.give(file.name) };
    const last = parts.at(-1);
    // Files stand above the embeds of their message, where they would come between the words and the first card.
    const hasRoom = last && last.embeds.length === 0 && takesFiles(last, [named]);
    const room = hasRoom ? last : EMPTY_PART;
    if (hasRoom) parts.pop();
    parts.push({ ...room, files: [...room.files, named] });
  }
}

/** By their full size, whatever a place may make of them: a message has the same parts everywhere. */
function takesFiles({ files }: Part, more: readonly OutgoingFile[]): boolean {
  const bytes = [...files, ...more].reduce((sum, { data }) => sum + data.byteLength, 0);
  const isFirst = files.length === 0 || more.length === 0;
  return files.length + more.length <= FILES_PER_MESSAGE && (isFirst || bytes <= FILES_BYTES);
}
