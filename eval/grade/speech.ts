import { wordsOf } from "../../src/search/words.ts";
import type { EvalCase } from "../case.ts";
import type { Outcome } from "../outcome.ts";
import { counted, share, type Tally } from "./tally.ts";

type Summary = NonNullable<Outcome["summary"]>;

/** Seconds by which a line may begin earlier or later than it was said. */
const NEAR = 1;
/** Of a quote's words, so many must have been said there. */
const SAME_WORDS = 0.8;
const MINUTE = 60;

/** Quotes that were said, at their time. Nothing is known of a case without words. */
export function quoteFidelity({ spoken }: EvalCase, { segments }: Summary): Tally {
  if (spoken.length === 0) return share(0, 0);
  const quotes = segments.flatMap((segment) => segment.quotes);
  return counted(quotes, (quote) => {
    const said = spoken.filter(({ start, end }) => start < quote.end + NEAR && end > quote.start - NEAR);
    const known = new Set(said.flatMap(({ text }) => wordsOf(text)));
    const words = wordsOf(quote.text);
    return words.length > 0 && words.filter((word) => known.has(word)).length >= SAME_WORDS * words.length;
  });
}

/** Words a minute that were heard where no one speaks. */
export function wordsInSilence({ silent }: EvalCase, { cues }: Summary): Tally {
  const minutes = silent.reduce((sum, { start, end }) => sum + end - start, 0) / MINUTE;
  const invented = cues.filter((cue) =>
    silent.some(({ start, end }) => cue.start >= start - NEAR && cue.end <= end + NEAR),
  );
  return share(invented.flatMap(({ text }) => wordsOf(text)).length, minutes);
}
