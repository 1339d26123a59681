import { stopwords as dutch } from "@orama/stopwords/dutch";
import { stopwords as english } from "@orama/stopwords/english";
import { stopwords as french } from "@orama/stopwords/french";
import { stopwords as german } from "@orama/stopwords/german";
import { stopwords as italian } from "@orama/stopwords/italian";
import { stopwords as japanese } from "@orama/stopwords/japanese";
import { stopwords as mandarin } from "@orama/stopwords/mandarin";
import { stopwords as portuguese } from "@orama/stopwords/portuguese";
import { stopwords as russian } from "@orama/stopwords/russian";
import { stopwords as spanish } from "@orama/stopwords/spanish";
import { wordsOf } from "./words.ts";

/** The English list has "an" and not this one. */
const ENGLISH = [...english, "a"];

const LANGUAGES = [
  ...[ENGLISH, mandarin, german, french, spanish],
  ...[portuguese, italian, dutch, russian, japanese],
].map((list) => new Set(list.flatMap(wordsOf)));

/**
 * Without "what", "the" and the like. The language is the one with most such words in it: each has some that mean something
 * in another ("war" in German). A single word is meant, whichever it is.
 */
export function withoutStopWords(words: readonly string[]): readonly string[] {
  if (words.length === 1) return words;
  const rests = LANGUAGES.map((stops) => words.filter((word) => !stops.has(word)));
  return rests.reduce((fewest, one) => (one.length < fewest.length ? one : fewest), words);
}
