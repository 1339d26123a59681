import type { Catalogue } from "../../chat/locales/locales.ts";
import type { Part } from "../../summary/summary.ts";
import { coverageSentence, rangeText } from "../../summary/words.ts";
import type { LongAnswer } from "./answer-in-parts.ts";

/** What a reader must know of where an answer about a long video comes from. */
export function partNotes(answer: LongAnswer, parts: readonly Part[], { questions }: Catalogue): string[] {
  const { from, looked, unseen, watched } = answer;
  const isOnlyUnseen = looked.length === 0 && answer.text === "" && unseen.length > 0;
  return [
    ...(looked.length > 0 ? [questions.lookedAtParts(placesOf(looked, parts), parts.length)] : []),
    ...(from === "texts" && answer.text !== "" ? [questions.fromTexts(parts.length)] : []),
    ...(watched ? [questions.watchedNow(rangeText(watched))] : []),
    ...(unseen.length > 0 && !isOnlyUnseen ? [questions.unseenParts(placesOf(unseen, parts))] : []),
  ];
}

/** Instead of a guess. Undefined where the sentence for a short video holds. */
export function notFoundInParts(
  answer: LongAnswer,
  parts: readonly Part[],
  catalogue: Catalogue,
): string | undefined {
  const { questions } = catalogue;
  const { from, looked, unseen, coverages, about } = answer;
  if (looked.length === 0 && unseen.length > 0) return questions.unseenParts(placesOf(unseen, parts));
  if (from === "texts") return questions.beyondTexts;
  if (looked.length < 2) return undefined;
  const said = coverages.map((coverage) => coverageSentence(coverage, catalogue)).join(" ");
  const isHeard = coverages.some(({ sound }) => sound.source !== "none");
  return about !== "no" && isHeard ? questions.notSaid(said) : questions.notSeen(said);
}

/** Counted from one, as the thread tells them. */
function placesOf(numbers: readonly number[], parts: readonly Part[]) {
  return numbers.flatMap((number) => {
    const part = parts[number];
    return part ? [{ number: number + 1, range: rangeText(part) }] : [];
  });
}
