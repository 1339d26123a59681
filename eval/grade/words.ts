import { wordsOf } from "../../src/search/words.ts";

/** Inflections and compounds count: "dogs" has "dog". A shorter word would be found in too many. */
const SHORTEST_STEM = 3;

/** True where a text has a word, or one that begins with it. Several words in a row are looked for as they stand. */
export function has(text: string, wanted: string): boolean {
  const [words, parts] = [wordsOf(text), wordsOf(wanted)];
  if (parts.length === 0) return false;
  return words.some((_, at) => parts.every((part, i) => isForm(words[at + i] ?? "", part)));
}

function isForm(word: string, wanted: string): boolean {
  return word === wanted || (wanted.length >= SHORTEST_STEM && word.startsWith(wanted));
}

/** One word of each group. */
export function meets(text: string, groups: readonly (readonly string[])[]): boolean {
  return groups.every((group) => group.some((word) => has(text, word)));
}
