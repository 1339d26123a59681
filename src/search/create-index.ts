import MiniSearch from "minisearch";
import { withoutStopWords } from "./stop-words.ts";
import { isUnspaced, pairsOf, partsOf, wordsOf } from "./words.ts";

export interface SearchDocument {
  /** Unique among the documents of one index. */
  readonly id: string;
  readonly text: string;
}

interface Hit {
  readonly id: string;
  /** Larger is better; comparable within one search only. */
  readonly score: number;
}

/** The best first; empty where no document has a word of the text. */
export type Search = (text: string) => readonly Hit[];

/** A part of a word tells less than the word. */
const PART_WEIGHT = 0.4;
/** One letter in five may differ: names are heard and typed in several ways. */
export const FUZZY = 0.2;
const SHORTEST_FUZZY = 5;
/** A Korean word is two characters and an ending. */
const SHORTEST_PREFIX = { spaced: 3, hangul: 2 };
/** A question has fewer; a longer text would only take time. */
const MOST_WORDS = 40;

/** Terms, with blanks between them. */
interface Terms {
  readonly id: string;
  readonly words: string;
  readonly parts: string;
}

/** Makes documents of any language searchable by words, their beginnings, parts of compounds, and near misses. */
export function createIndex(documents: readonly SearchDocument[]): Search {
  const position = new Map(documents.map(({ id }, i) => [id, i]));
  const index = new MiniSearch<Terms>({
    fields: ["words", "parts"],
    tokenize: (terms) => terms.split(" "),
    processTerm: (term) => term,
    searchOptions: {
      boost: { parts: PART_WEIGHT },
      tokenize: queryTerms,
      prefix: hasLongerForms,
      fuzzy: (term) => hasNearMisses(term) && FUZZY,
    },
  });
  index.addAll(documents.map(termsOf));
  return (text) =>
    index
      .search(text)
      .map(({ id, score }): Hit => ({ id, score }))
      .toSorted((a, b) => b.score - a.score || (position.get(a.id) ?? 0) - (position.get(b.id) ?? 0));
}

function termsOf({ id, text }: SearchDocument): Terms {
  const words = wordsOf(text);
  return { id, words: words.join(" "), parts: partsOf(words).join(" ") };
}

/** Whether a search for a word means those too that begin with it. */
export function hasLongerForms(term: string): boolean {
  const shortest = /^\p{Script=Hangul}/u.test(term) ? SHORTEST_PREFIX.hangul : SHORTEST_PREFIX.spaced;
  return !isUnspaced(term) && term.length >= shortest;
}

/** Whether a search for a word means those too that differ in a letter or two. */
export function hasNearMisses(term: string): boolean {
  return /^\p{L}+$/u.test(term) && term.length >= SHORTEST_FUZZY && !isUnspaced(term);
}

/** What a text is searched by: its words, and pairs of characters where no blanks are written. */
export function queryTerms(text: string): string[] {
  const words = withoutStopWords([...new Set(wordsOf(text))]).slice(0, MOST_WORDS);
  const pairs = words.filter((word) => isUnspaced(word) && word.length > 2).flatMap(pairsOf);
  return [...new Set([...words, ...pairs])];
}
