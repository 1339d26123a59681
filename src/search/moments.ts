import { createIndex } from "./create-index.ts";
import type { FoundVideo } from "./vocabulary.ts";
import { fold } from "./words.ts";

/** Something that is said, shown or told at a time of a video. */
interface Passage {
  /** Seconds. */
  readonly start: number;
  readonly text: string;
  /** What it is worth beside others; absent: one. */
  readonly weight?: number;
}

export interface VideoPassages extends FoundVideo {
  readonly passages: readonly Passage[];
}

export interface Moment {
  readonly video: string;
  /** Position of the passage that fits best. */
  readonly passage: number;
  readonly start: number;
  readonly score: number;
}

/** Passages that are compared; those with most of the words come first. */
const MOST_PASSAGES = 400;
/** Seconds: what is nearer is one moment, in which one word may be said and another be seen. */
const NEAR = 15;
/** What each further passage of a moment adds, and how many do. */
const BESIDE = 0.5;
const MOST_BESIDE = 3;

/** Where the videos fit a text best, the best first. `words` are the words that each term of it means. */
export function bestMoments(
  text: string,
  videos: readonly VideoPassages[],
  words: ReadonlyMap<string, readonly string[]>,
): Moment[] {
  const candidates = candidatesOf(videos, [...words.values()]);
  const places = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const scores = new Map(videos.map(({ id, score }) => [id, score]));
  const moments: Open[] = [];
  for (const { id, score: own } of createIndex(candidates)(text)) {
    const place = places.get(id);
    if (!place) continue;
    const { video, passage, start, weight } = place;
    const score = own * weight * (scores.get(video) ?? 0);
    const near = moments.find((moment) => moment.video === video && Math.abs(moment.start - start) < NEAR);
    if (!near) moments.push({ video, passage, start, score, beside: 0 });
    else if (near.beside < MOST_BESIDE) {
      near.score += BESIDE * score;
      near.beside += 1;
    }
  }
  return moments.map(({ beside: _, ...moment }) => moment).toSorted((a, b) => b.score - a.score);
}

interface Open extends Moment {
  score: number;
  beside: number;
}

interface Candidate extends Omit<Moment, "score"> {
  readonly id: string;
  readonly text: string;
  readonly weight: number;
}

/** The passages that have a word of the search, those with words of most terms first. */
function candidatesOf(videos: readonly VideoPassages[], terms: readonly (readonly string[])[]): Candidate[] {
  const found: (Candidate & { readonly terms: number })[] = [];
  for (const { id: video, passages } of videos) {
    for (const [passage, { start, text, weight = 1 }] of passages.entries()) {
      const plain = fold(text);
      const count = terms.filter((words) => words.some((word) => plain.includes(word))).length;
      if (count > 0)
        found.push({ id: `${video} ${passage}`, video, passage, start, text, weight, terms: count });
    }
  }
  return found.toSorted((a, b) => b.terms - a.terms).slice(0, MOST_PASSAGES);
}
