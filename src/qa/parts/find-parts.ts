import { createIndex } from "../../search/create-index.ts";
import { type AboutSpeech, topicOf } from "../about-speech.ts";
import { type LongVideo, partOfSegment, partsWithin } from "./long-video.ts";

/** More parts would make an answer slow: each is a request of its own. */
const MOST_PARTS = 2;
/** A part is as good as its best texts: a long one, in which a word is often said, is no better for it. */
const BEST_TEXTS = 3;
/** Below this share of the best one's score a part is not worth a request. */
const WORTH = 1 / 3;

/** Numbers of the parts, from zero, whose texts and lines have most of a question's words, the best first; at most two. */
export function findParts(question: string, about: AboutSpeech, video: LongVideo): number[] {
  const { segments, cues } = video.summary;
  const told = segments.map(({ theme, description, significance }, position) => ({
    part: partOfSegment(video, position),
    text: `${theme} ${description} ${significance}`,
  }));
  const said = cues.map((cue) => ({ part: partsWithin(video, spoken(cue))[0] ?? -1, text: cue.text }));
  const lists = about === "surely" ? [said, told] : [[...told, ...said]];
  for (const texts of lists) {
    const found = bestParts(question, texts);
    if (found.length > 0) return found;
  }
  return [];
}

/** A line is of the part in which it begins. */
function spoken({ start }: { readonly start: number }) {
  return { start, end: start + 1e-6 };
}

interface PartText {
  readonly part: number;
  readonly text: string;
}

function bestParts(question: string, texts: readonly PartText[]): number[] {
  const hits = createIndex(texts.map(({ text }, i) => ({ id: String(i), text })))(topicOf(question));
  const byPart = Map.groupBy(hits, ({ id }) => texts[Number(id)]?.part ?? -1);
  const scores = [...byPart]
    .filter(([part]) => part >= 0)
    .map(([part, found]) => ({
      part,
      score: found.slice(0, BEST_TEXTS).reduce((sum, { score }) => sum + score, 0),
    }))
    .toSorted((a, b) => b.score - a.score || a.part - b.part);
  const [best] = scores;
  return best
    ? scores
        .filter(({ score }) => score >= WORTH * best.score)
        .slice(0, MOST_PARTS)
        .map(({ part }) => part)
    : [];
}
