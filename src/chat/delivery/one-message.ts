import type { Card, OutgoingMessage } from "../message.ts";
import { shorten } from "../text/split-text.ts";

/** Characters of a card's text, in further and further steps. */
const BODIES = [400, 200, 100, 0];
/** Characters of the title and the text above, once they are shortened too, and of a card's title where it is a mere line. */
const TITLE = 120;
const TEXT = 300;
const LINE = 40;

/**
 * What is said on the way to a summary is one message, however much there is to say: the summary has the rest. Less and less of
 * it is shown until a platform makes one message of it; the same message always ends as the same.
 */
export function asOneMessage(
  message: OutgoingMessage,
  messagesOf: (message: OutgoingMessage) => number,
): OutgoingMessage {
  for (const one of shorterAndShorter(message)) if (messagesOf(one) <= 1) return one;
  return wordsAlone(message);
}

function* shorterAndShorter(message: OutgoingMessage): Generator<OutgoingMessage> {
  const { cards = [], ...above } = message;
  yield message;
  yield { ...message, cards: cards.map(withoutNote) };
  for (const length of BODIES) {
    const shorter = cards.map((card) => ({ ...withoutNote(card), body: shortened(card.body, length) }));
    yield { ...shortenedAbove(above), cards: shorter };
  }
  yield pictured(message);
}

function withoutNote({ note: _, ...card }: Card): Card {
  return card;
}

/** Without quotes, which stand on lines of their own below. */
function shortened(body: string, length: number): string {
  return length === 0 ? "" : shorten(body.split("\n", 1)[0] ?? "", length);
}

/** Where each card is a message of its own: its heading is a line of the text, and its picture comes with it. */
function pictured(message: OutgoingMessage): OutgoingMessage {
  const { cards = [] } = message;
  return { ...wordsAlone(message), files: cards.flatMap(({ image }) => image ?? []) };
}

function wordsAlone({ cards = [], ...message }: OutgoingMessage): OutgoingMessage {
  const above = shortenedAbove(message);
  const lines = cards.map(({ time, title }) => [time, shorten(title, LINE)].filter(Boolean).join("  "));
  return { ...above, text: [above.text, lines.join("\n")].filter(Boolean).join("\n\n") };
}

function shortenedAbove(message: OutgoingMessage): OutgoingMessage {
  const { title, text } = message;
  return { ...message, text: shorten(text, TEXT), ...(title && { title: shorten(title, TITLE) }) };
}
