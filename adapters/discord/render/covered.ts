import type { Card, OutgoingFile, OutgoingMessage } from "../../../src/chat/message.ts";
import { spoilerName } from "../files/spoiler-name.ts";
import { assemble, type DrawnCard, TEXT_LENGTH } from "./content.ts";
import { escapingAround, splitEscaped } from "./escape.ts";

const MARKS = 4;
/** A card's times stand above and below its words, as links. */
const HEADING_ROOM = 800;

export function covered(file: OutgoingFile): OutgoingFile {
  return { ...file, name: spoilerName(file.name) };
}

/** Words that open at a click. */
export function drawCoveredText(
  { title = "", text, times }: OutgoingMessage,
  limit: number,
): readonly string[] {
  return wordsOf([title, text], times, limit);
}

/** A card whose words and picture open at a click. Its times stay open: by them a reader decides what to uncover. */
export function drawCoveredCard(
  card: Card,
  imageName: string,
  ofMessage: OutgoingMessage["times"],
): DrawnCard {
  const { title, body, note = "", times = ofMessage } = card;
  const told = wordsOf([title, body, note], times, TEXT_LENGTH - HEADING_ROOM);
  return assemble({ ...card, times }, imageName, { told: told.length > 0 ? told : [""] });
}

/** Each piece between marks of its own, since a message ends them. */
function wordsOf(
  texts: readonly string[],
  times: OutgoingMessage["times"],
  limit: number,
): readonly string[] {
  const text = texts.filter((part) => part.trim() !== "").join("\n");
  return splitEscaped(text, limit - MARKS, escapingAround(times)).map((piece) => `||${piece}||`);
}
