import type { OptionValues } from "../event.ts";
import { type Catalogue, ofAllLanguages } from "../locales/locales.ts";
import { parseTimecode } from "../text/timecode.ts";

type Words = Catalogue["typed"]["clip"];

/** The longest first, since "cut out" begins with "cut". */
function wordsOf(pick: (words: Words) => readonly string[]): string {
  const words = ofAllLanguages(({ typed }) => pick(typed.clip)).map((word) => RegExp.escape(word));
  return `(?:${words.toSorted((a, b) => b.length - a.length).join("|")})`;
}

const POLITELY = `(?:${wordsOf(({ before }) => before)}\\s*)?`;
const END = `(?:\\s*,?\\s*${wordsOf(({ after }) => after)})?[.!?。！？]?$`;

/** "clip 1:20 2:05", "clip from 1:20 to 2:05", "剪辑 1:20-2:05". */
const TIMES = new RegExp(
  `^${POLITELY}${wordsOf(({ clip }) => clip)}\\s*(?:${wordsOf(({ from }) => from)}\\s*)?(\\S.*?)${END}`,
  "i",
);
/** Between two times; a blank alone will do where no other mark stands. */
const BETWEEN = new RegExp(`\\s*(?:[-–—~～,，]|${wordsOf(({ to }) => to)})\\s*|\\s+`, "gi");

/** "send me the part where she shows the chart": what stands for “…” is the rest. */
const REQUESTS = new RegExp(
  `^${POLITELY}(?:${ofAllLanguages(({ typed }) => typed.clip.requests)
    .toSorted((a, b) => b.length - a.length)
    .map((request) => RegExp.escape(request).replace("…", "(\\S.*?)"))
    .join("|")})${END}`,
  "i",
);

/** A clip that a message asks for, as the options of its command; null where it asks for something else. */
export function clipIn(text: string): OptionValues | null {
  const times = TIMES.exec(text)?.[1];
  const range = times === undefined ? null : rangeIn(times);
  if (range) return range;
  const about = REQUESTS.exec(text)?.slice(1).find(Boolean);
  return about === undefined ? null : { about };
}

/** Two times, or the one where a clip begins; "1 min 20 s 2 min" is divided wherever both halves are times. */
function rangeIn(text: string): OptionValues | null {
  if (parseTimecode(text) !== null) return { from: text };
  for (const { index, 0: mark } of text.matchAll(BETWEEN)) {
    const [from, to] = [text.slice(0, index).trim(), text.slice(index + mark.length).trim()];
    if (parseTimecode(from) !== null && parseTimecode(to) !== null) return { from, to };
  }
  return null;
}
