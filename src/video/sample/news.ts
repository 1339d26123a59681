import { isPoor } from "../shots/poor.ts";
import type { Candidate, Shot } from "../shots/scan-result.ts";

/** The frame that shows something new best, and how much it deserves to be seen. */
export interface News {
  readonly candidate: Candidate;
  readonly value: number;
}

/** What stays was put there to be read. */
const STAYS = 2;
/** Frames this near show the same thing, seconds. */
const SAME_EVENT = 0.6;

/**
 * What is new inside a shot, most deserving first. Where something changes all the time, as a face in a talk, each
 * change deserves less: a line of text that appears on a slide is worth more than twenty nods.
 */
export function newsOf(shot: Shot): News[] {
  const events: Candidate[][] = [];
  for (const candidate of shot.candidates) {
    if (candidate.novelty === undefined || isPoor(candidate, shot)) continue;
    const event = events.at(-1);
    const last = event?.at(-1);
    const same = last?.novelty === candidate.novelty && candidate.timestamp - last.timestamp <= SAME_EVENT;
    if (event && same) event.push(candidate);
    else events.push([candidate]);
  }
  return events
    .flatMap((event) => {
      const candidate = best(event);
      return candidate ? [{ candidate, value: newsValue(candidate, events) }] : [];
    })
    .toSorted((a, b) => b.value - a.value);
}

/** The size of the news, shared among events of its kind, or what it exceeds twice the usual event by. */
function newsValue({ novelty, news = 0 }: Candidate, events: readonly (readonly Candidate[])[]): number {
  const sizes = events
    .filter(([first]) => first?.novelty === novelty)
    .map((event) => Math.max(...event.map((one) => one.news ?? 0)))
    .sort((a, b) => a - b);
  const value = Math.max(news / sizes.length, news - 2 * (sizes[sizes.length >> 1] ?? 0));
  return novelty === "settled" ? STAYS * value : value;
}

/** Of something that came and stayed the last frame, which shows it whole; of a brief sight the fullest one. */
function best(event: readonly Candidate[]): Candidate | undefined {
  if (event[0]?.novelty === "settled") {
    const largest = event.reduce((most, { news = 0 }) => Math.max(most, news), 0);
    return event.findLast(({ news = 0 }) => news >= largest / 2);
  }
  return event.toSorted((a, b) => (b.news ?? 0) - (a.news ?? 0))[0];
}
