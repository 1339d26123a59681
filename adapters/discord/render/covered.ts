import type { Card, OutgoingFile, OutgoingMessage } from "../../../src/chat/message.ts";
import { splitText } from "../../../src/chat/text/split-text.ts";
import { FILES_BYTES, FILES_PER_MESSAGE } from "../limits.ts";
import { drawFooter, TEXT_LENGTH } from "./content.ts";
import { escapeLine, escapingAround, splitEscaped } from "./escape.ts";
import { EMPTY_PART, type FileNames, type Part } from "./part.ts";

const MARKS = 4;

/** The file as Discord covers it: by its name, and only where no card shows it. */
export function covered(file: OutgoingFile): OutgoingFile {
  return file.name.startsWith("SPOILER_") ? file : { ...file, name: `SPOILER_${file.name}` };
}

/**
 * A message whose words and pictures open at a click. Cards cannot be covered, so each is a message of words with its picture.
 * Its times stay open: by them a reader decides what to uncover. The files of the whole message are not here.
 */
export function drawCovered(message: OutgoingMessage, names: FileNames): Part[] {
  const { title = "", text, cards = [] } = message;
  const lines = drawFooter(message);
  const parts = [
    ...wordsOf([title, text], message.times).map((content) => ({ ...EMPTY_PART, content })),
    ...cards.flatMap((card) => cardOf(card, message, names)),
    ...(lines.length > 0 ? splitText(lines.join("\n"), TEXT_LENGTH).map(said) : []),
  ];
  return message.kind === "answer" ? inFew(parts) : parts;
}

/** An answer is one message where one holds it: its words first, then its pictures in the same order. */
function inFew(parts: readonly Part[]): Part[] {
  const few: Part[] = [];
  for (const part of parts) {
    const last = few.at(-1);
    const both = { ...EMPTY_PART, ...(last && together(last, part)) };
    if (last && holds(both)) few.splice(-1, 1, both);
    else few.push(part);
  }
  return few;
}

function together(one: Part, other: Part): Pick<Part, "content" | "files"> {
  const content = [one.content, other.content].filter((text) => text !== "").join("\n");
  return { content, files: [...one.files, ...other.files] };
}

function holds({ content, files }: Part): boolean {
  const bytes = files.reduce((sum, { data }) => sum + data.byteLength, 0);
  return content.length <= TEXT_LENGTH && files.length <= FILES_PER_MESSAGE && bytes <= FILES_BYTES;
}

function cardOf(card: Card, message: OutgoingMessage, names: FileNames): readonly Part[] {
  const { time, title, body, note = "", caption = "", image, times = message.times } = card;
  const heading = escapeLine(caption || time);
  const texts = wordsOf([title, body, note], times);
  const [first = "", ...more] =
    heading === "" ? texts : [[`-# ${heading}`, texts[0] ?? ""].join("\n").trim(), ...texts.slice(1)];
  const file = image && covered(image);
  const files = file ? [{ ...file, name: names.give(file.name) }] : [];
  const parts = [first, ...more].filter(
    (content, index) => content !== "" || (index === 0 && files.length > 0),
  );
  return parts.map((content, index) => ({
    ...EMPTY_PART,
    content,
    files: index === parts.length - 1 ? files : [],
  }));
}

/** Each piece between marks of its own, since a message ends them. */
function wordsOf(texts: readonly string[], times: OutgoingMessage["times"]): readonly string[] {
  const text = texts.filter((part) => part.trim() !== "").join("\n");
  // A card's heading of one line stands above the first piece.
  return splitEscaped(text, TEXT_LENGTH - MARKS - HEADING_ROOM, escapingAround(times)).map(
    (piece) => `||${piece}||`,
  );
}

const HEADING_ROOM = 300;

function said(content: string): Part {
  return { ...EMPTY_PART, content };
}
