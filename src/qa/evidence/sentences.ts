import type { Cue } from "../../sound/transcript.ts";
import type { LabelledFrame } from "../../summary/ask/prompt.ts";
import { distance, REACH } from "./beside-quotes.ts";

/** A sentence of an answer, with what it rests on. */
export interface Sentence {
  readonly text: string;
  /** Oldest first. */
  readonly moments: readonly LabelledFrame[];
  readonly quotes: readonly Cue[];
}

/** A sentence as the model gave it: the times of the frames that it cites, and the ids of the lines. */
export interface Cited {
  readonly text: string;
  readonly cited: readonly number[];
  readonly quoted: readonly string[];
}

/** What the answer shows, shared out: each frame and each line stands with the first sentence that rests on it. */
export function shareOut(
  sentences: readonly Cited[],
  { moments, quotes }: Pick<Sentence, "moments" | "quotes">,
): readonly Sentence[] {
  const quoteHome = new Map(
    quotes.map((cue) => [cue, indexOf(sentences, ({ quoted }) => quoted.includes(cue.id))]),
  );
  const isBesideQuoteOf = (frame: LabelledFrame) => (_: Cited, index: number) =>
    quotes.some((cue) => quoteHome.get(cue) === index && distance(frame, cue) <= REACH);
  const homeOf = (frame: LabelledFrame) => {
    const citing = sentences.findIndex(({ cited }) => cited.includes(frame.timestamp));
    return citing === -1 ? indexOf(sentences, isBesideQuoteOf(frame)) : citing;
  };
  return sentences.map(({ text }, index) => ({
    text,
    moments: moments.filter((frame) => homeOf(frame) === index),
    quotes: quotes.filter((cue) => quoteHome.get(cue) === index),
  }));
}

/** The last one where none fits. */
function indexOf(sentences: readonly Cited[], fits: (sentence: Cited, index: number) => boolean): number {
  const index = sentences.findIndex(fits);
  return index === -1 ? sentences.length - 1 : index;
}

interface Told extends Sentence {
  readonly sentences: readonly Sentence[];
}

/** Several answers as one, by sentence. What two of them say, or show, stands once, where it stood first. */
export function inOneAnswer(told: readonly Told[]): readonly Sentence[] {
  const all = told.flatMap((one) => (one.sentences.length > 0 || told.length === 1 ? one.sentences : [one]));
  const shown = new Set<string | number>();
  const isNew = (key: string | number) => {
    const isFirst = !shown.has(key);
    shown.add(key);
    return isFirst;
  };
  return [...Map.groupBy(all, ({ text }) => text)].map(([text, same]) => ({
    text,
    moments: same.flatMap(({ moments }) => moments).filter(({ timestamp }) => isNew(timestamp)),
    quotes: same.flatMap(({ quotes }) => quotes).filter(({ id }) => isNew(id)),
  }));
}

/** One text of several. No space follows a full-width full stop. */
export function joined(texts: readonly string[]): string {
  return texts.reduce((all, text) => `${all}${all === "" || /[。！？]$/u.test(all) ? "" : " "}${text}`, "");
}
