import type { OutgoingMessage, TimeLink } from "../../chat/message.ts";
import { markupSafe } from "../../chat/text/time-links.ts";
import { momentsIn } from "./moments.ts";

/** Where a second of the video can be opened; null where it cannot. */
export type MomentUrl = (seconds: number) => string | null;

/** Characters. A longer address, many times in one message, would leave no room for the words. */
const LONGEST_URL = 300;

/** The message with every time in its texts that can be opened as a link. A time in a title stays text: titles take no links. */
export function withTimes(message: OutgoingMessage, momentUrl: MomentUrl): OutgoingMessage {
  const times = timesOf(textsOf(message), momentUrl);
  return times.length === 0 ? message : { ...message, times };
}

/** Words that name a moment ("the second minute") stay words. */
const WRITTEN_IN_DIGITS = /^\d[\d:.,\s\p{L}]*$/u;
/** "02:13:05" is a time of day: ours have no zero before the hour, and only after ten hours a second digit. */
const OF_THE_DAY = /^\d{2}:\d{2}:\d{2}/;

function timesOf(texts: readonly string[], momentUrl: MomentUrl): TimeLink[] {
  const times = new Map<string, string>();
  for (const text of texts) {
    for (const { start, end, seconds } of momentsIn(text)) {
      const written = text.slice(start, end);
      if (times.has(written) || !WRITTEN_IN_DIGITS.test(written) || OF_THE_DAY.test(written)) continue;
      const url = momentUrl(seconds);
      if (url !== null) times.set(written, markupSafe(url));
    }
  }
  return [...times].flatMap(([text, url]) => (url.length > LONGEST_URL ? [] : [{ text, url }]));
}

function textsOf({ text, cards = [], brief, footer = [] }: OutgoingMessage): string[] {
  const ofCards = cards.flatMap(({ time, body, note = "", caption = "" }) => [time, body, note, caption]);
  return [text, ...(brief?.lines ?? []), ...ofCards, ...footer];
}
