import type { EvalCase } from "../case.ts";
import { answeredRight, refusedRight } from "../grade/answers.ts";
import { eventsInvented, toldEvents } from "../grade/events.ts";
import { quoteFidelity } from "../grade/speech.ts";
import type { Outcome } from "../outcome.ts";

type Summary = NonNullable<Outcome["summary"]>;
export type Segment = Summary["segments"][number];

export interface SegmentVerdict {
  readonly kind: "told" | "off" | "invented" | "other";
  /** In a few words. */
  readonly text: string;
  /** Whether its still lies in what it tells; null where it tells nothing that is known. */
  readonly isStillRight: boolean | null;
}

/** What the figures make of each segment, by the same code. */
export function segmentVerdicts(truth: EvalCase, segments: readonly Segment[]): SegmentVerdict[] {
  const told = toldEvents(truth, segments);
  return segments.map((segment) => {
    const mine = told.filter((one) => one.segment === segment);
    const isStillRight =
      mine.length === 0
        ? null
        : mine.every(({ event: { start, end } }) => segment.still >= start && segment.still <= end);
    const ids = (atTime: boolean) =>
      mine.filter(({ isAtTime }) => isAtTime === atTime).map(({ event }) => event.id);
    const [right, off] = [ids(true), ids(false)];
    if (eventsInvented(truth, [segment]).hits > 0) {
      const near = off.length > 0 ? `: ${off.join(", ")} at another time` : "";
      return { kind: "invented", text: `not there, or not then${near}`, isStillRight };
    }
    if (right.length > 0) return { kind: "told", text: `tells ${right.join(", ")}`, isStillRight };
    if (off.length > 0) return { kind: "off", text: `tells ${off.join(", ")} at another time`, isStillRight };
    return { kind: "other", text: truth.events.length > 0 ? "tells no known event" : "", isStillRight };
  });
}

/** Null where nothing is known of what is said. */
export function isQuoteRight(
  truth: EvalCase,
  summary: Summary,
  segment: Segment,
  quote: Segment["quotes"][number],
) {
  const { hits, of } = quoteFidelity(truth, { ...summary, segments: [{ ...segment, quotes: [quote] }] });
  return of === 0 ? null : hits === of;
}

/** Null where the question was not asked. */
export function isAnswerRight(truth: EvalCase, question: EvalCase["questions"][number], outcome: Outcome) {
  const one = { ...truth, questions: [question] };
  const { hits, of } = question.answer === null ? refusedRight(one, outcome) : answeredRight(one, outcome);
  return of === 0 ? null : hits === of;
}
