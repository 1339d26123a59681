import SearchableMap from "minisearch/SearchableMap";
import { FUZZY, hasLongerForms, hasNearMisses, queryTerms } from "./create-index.ts";
import { isUnspaced, pairsOf, runsOf, wordsOf } from "./words.ts";

/** Longer ones are addresses and codes. */
const LONGEST_WORD = 40;

/** All words of a video, each once, with blanks between them. Of an hour it is a fifth of what is said. */
export function vocabularyOf(texts: readonly string[]): string {
  const all = new Set<string>();
  for (const text of texts) {
    const words = wordsOf(text);
    for (const word of words) if (word.length <= LONGEST_WORD) all.add(word);
    for (const pair of runsOf(words).flatMap(pairsOf)) all.add(pair);
  }
  return [...all].join(" ");
}

export interface FoundVideo {
  readonly id: string;
  /** Larger is better; comparable within one search only. */
  readonly score: number;
}

interface Found {
  /** The best first. */
  readonly videos: readonly FoundVideo[];
  /** By term of the search, the words of the videos that it means. */
  readonly words: ReadonlyMap<string, readonly string[]>;
}

/** Which of many videos have the words of a text. */
export interface VideoIndex {
  readonly size: number;
  /** About as many as it takes in memory. */
  readonly bytes: number;
  add(id: string, vocabulary: string): void;
  find(text: string): Found;
}

/** Letters that may differ at most, as in MiniSearch: more would take time and mean other words. */
const MOST_DIFFERENT = 6;

/** What a word that is not quite the one searched for is worth beside it. */
const WORTH = { longer: 0.6, end: 0.4, near: 0.3 };
/** As in `partsOf`: German joins words. */
const SHORTEST_END = 4;
const SHORTEST_BEGINNING = 3;
/** Words that one term may mean; the best are enough, and each costs time. */
const MOST_FORMS = 40;
/** About, as measured: a word with its place in the tree, and the number of a video under a word. */
const WORD_BYTES = 220;
const NUMBER_BYTES = 16;

export function createVideoIndex(): VideoIndex {
  const ids: string[] = [];
  const words: string[] = [];
  const videosOf = new SearchableMap<number[]>();
  const direct = new Map<string, number[]>();
  let entries = 0;

  const nearMissesOf = (term: string): Form[] => {
    if (!hasNearMisses(term)) return [];
    const near = videosOf.fuzzyGet(term, Math.min(MOST_DIFFERENT, Math.round(FUZZY * term.length)));
    return [...near].map(([word, [, distance]]) => [word, WORTH.near / Math.max(1, distance)]);
  };
  const compoundsOf = (term: string) =>
    term.length >= SHORTEST_END && !isUnspaced(term) ? words.filter((word) => endsIn(word, term)) : [];
  const longerThan = (term: string) => (hasLongerForms(term) ? [...videosOf.atPrefix(term).keys()] : []);
  /** The words that a term means, each with what it is worth. */
  const formsOf = (term: string): Form[] => {
    const forms = new Map([
      ...nearMissesOf(term),
      ...compoundsOf(term).map((word) => [word, WORTH.end] as const),
      ...longerThan(term).map((word) => [word, WORTH.longer] as const),
      ...(direct.has(term) ? [[term, 1] as const] : []),
    ]);
    return [...forms].toSorted(([a, x], [b, y]) => y - x || a.length - b.length).slice(0, MOST_FORMS);
  };

  return {
    get size() {
      return ids.length;
    },
    get bytes() {
      return words.length * WORD_BYTES + entries * NUMBER_BYTES;
    },
    add(id, vocabulary) {
      const number = ids.push(id) - 1;
      for (const word of vocabulary.split(" ")) {
        const known = direct.get(word);
        entries += 1;
        if (known) {
          known.push(number);
        } else {
          const videos = [number];
          direct.set(word, videos);
          videosOf.set(word, videos);
          words.push(word);
        }
      }
    },
    find(text) {
      const terms = queryTerms(text).filter((term) => term.length <= LONGEST_WORD);
      const forms = new Map(terms.map((term) => [term, formsOf(term)]));
      const words = [...forms].map(([term, found]) => [term, found.map(([word]) => word)] as const);
      const videos = ranked([...forms.values()], direct, ids.length);
      return {
        videos: videos.map(({ video, score }) => ({ id: ids[video] ?? "", score })),
        words: new Map(words),
      };
    },
  };
}

function endsIn(word: string, term: string): boolean {
  return word.length - term.length >= SHORTEST_BEGINNING && word.endsWith(term) && !isUnspaced(word);
}

type Form = readonly [word: string, worth: number];

/** Numbers of videos, the best first. A video that has words of all terms is what was meant. */
function ranked(
  terms: readonly (readonly Form[])[],
  videosOf: ReadonlyMap<string, readonly number[]>,
  count: number,
): { readonly video: number; readonly score: number }[] {
  const sums = new Map<number, number>();
  const matched = new Map<number, number>();
  for (const forms of terms) {
    for (const [video, score] of scoresOf(forms, videosOf, count)) {
      sums.set(video, (sums.get(video) ?? 0) + score);
      matched.set(video, (matched.get(video) ?? 0) + 1);
    }
  }
  return [...sums]
    .map(([video, sum]) => ({ video, score: (sum * (matched.get(video) ?? 0)) / terms.length }))
    .toSorted((a, b) => b.score - a.score);
}

/** By video, what the best of a term's words is worth there: a rare one more than one that most videos have. */
function scoresOf(
  forms: readonly Form[],
  videosOf: ReadonlyMap<string, readonly number[]>,
  count: number,
): Map<number, number> {
  const scores = new Map<number, number>();
  for (const [word, worth] of forms) {
    const videos = videosOf.get(word) ?? [];
    const score = worth * Math.log(1 + count / videos.length);
    for (const video of videos) scores.set(video, Math.max(score, scores.get(video) ?? 0));
  }
  return scores;
}
