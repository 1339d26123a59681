import type { EvalCase } from "../case.ts";
import type { Outcome } from "../outcome.ts";
import { counted, measured, type Tally } from "./tally.ts";
import { has, meets } from "./words.ts";

type Event = EvalCase["events"][number];
type Segment = NonNullable<Outcome["summary"]>["segments"][number];

interface Range {
  readonly start: number;
  readonly end: number;
}

interface Told {
  readonly event: Event;
  /** The segment that tells it; null where none does. */
  readonly segment: Segment | null;
  /** The segment and the event overlap. */
  readonly isAtTime: boolean;
}

/** Seconds between a segment and an event that it is still taken to tell: at the wrong time, by an error that is measured. */
const NEAR = 5;

export function textOf({ theme, description, significance }: Segment): string {
  return `${theme}. ${description} ${significance}`;
}

/**
 * Each event with the segment that tells it: of those at its time whose words meet it, the one whose frame is nearest. Where there
 * is none, one near it that tells no event of its own time: it means this one, too early or too late.
 */
export function toldEvents({ events }: EvalCase, segments: readonly Segment[]): Told[] {
  const tells = (segment: Segment, event: Event) => meets(textOf(segment), event.words);
  const isElsewhere = (segment: Segment) =>
    !events.some((event) => overlap(segment, event) && tells(segment, event));
  return events.map((event) => {
    const telling = segments.filter((segment) => tells(segment, event));
    const atTime = telling.filter((segment) => overlap(segment, event));
    const near = telling.filter((segment) => gap(segment, event) <= NEAR && isElsewhere(segment));
    const isAtTime = atTime.length > 0;
    const [segment = null] = (isAtTime ? atTime : near).toSorted(
      (a, b) => distance(a.key, event) - distance(b.key, event),
    );
    return { event, segment, isAtTime };
  });
}

export function eventsFound(told: readonly Told[]): Tally {
  return counted(told, ({ isAtTime }) => isAtTime);
}

/** A segment is invented where it has a word for what is not in the video, or the words of events of other times alone. */
export function eventsInvented({ events, absent }: EvalCase, segments: readonly Segment[]): Tally {
  return counted(segments, (segment) => {
    const text = textOf(segment);
    if (absent.some((word) => has(text, word))) return true;
    const named = events.filter(({ words }) => meets(text, words));
    return named.length > 0 && !named.some((event) => overlap(segment, event));
  });
}

/** Seconds from an event to the frame that was named for it; zero within it. */
export function timeErrors(told: readonly Told[]): Tally {
  return measured(told.flatMap(({ event, segment }) => (segment ? [distance(segment.key, event)] : [])));
}

export function rightStills(told: readonly Told[]): Tally {
  const shown = told.flatMap(({ event, segment }) => (segment ? [{ event, still: segment.still }] : []));
  return counted(shown, ({ event, still }) => distance(still, event) === 0);
}

function overlap(a: Range, b: Range): boolean {
  return a.start < b.end && a.end > b.start;
}

/** Seconds between two ranges; zero where they overlap. */
function gap(a: Range, b: Range): number {
  return Math.max(0, a.start - b.end, b.start - a.end);
}

function distance(time: number, { start, end }: Range): number {
  return Math.max(0, start - time, time - end);
}
