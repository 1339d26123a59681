import { wordsOf } from "../../src/search/words.ts";
import type { EvalCase } from "../case.ts";
import type { Outcome } from "../outcome.ts";
import { textOf } from "./events.ts";
import { counted, type Tally } from "./tally.ts";

/** Of a text's words, so many must stand in what is told. */
const SAME_WORDS = 0.8;

/** Texts in the picture that a segment at their time has, in any order of words. */
export function writtenRead(
  { written }: EvalCase,
  { segments }: Pick<NonNullable<Outcome["summary"]>, "segments">,
): Tally {
  return counted(written, ({ start, end, text }) => {
    const wanted = wordsOf(text);
    const atTime = segments.filter((segment) => segment.start < end && segment.end > start);
    return atTime.some((segment) => {
      const told = new Set(wordsOf(textOf(segment)));
      return wanted.filter((word) => told.has(word)).length >= SAME_WORDS * wanted.length;
    });
  });
}
