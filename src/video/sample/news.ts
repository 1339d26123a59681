import { type Candidate, isPoor, type Shot } from "../shots/scan-result.ts";

/** The frame that shows something new best, and how much it deserves to be seen. */
export interface News {
  readonly candidate: Candidate;
  readonly value: number;
}

/** What stays was put there to be read. */
const STAYS = 2;
/** Where nothing else moves, a line of text or a ball is the news; in a crowd a person comes to rest all the time. */
const IN_CALM = 5;
/** Slides, screens and tripods change by under 0.5 a second, a hand-held camera by 2 and more, mostly 5 to 10. */
const CALM = 3;
/** What "settles" this soon after a cut is the new shot itself, seconds. */
const ARRIVING = 0.4;
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
    if (candidate.novelty === "settled" && candidate.timestamp < shot.start + ARRIVING) continue;
    const event = events.at(-1);
    const last = event?.at(-1);
    const same = last?.novelty === candidate.novelty && candidate.timestamp - last.timestamp <= SAME_EVENT;
    if (event && same) event.push(candidate);
    else events.push([candidate]);
  }
  const calm = worthInCalm(shot);
  return events
    .flatMap((event) => {
      const candidate = best(event);
      if (!candidate) return [];
      const value = newsValue(candidate, events) * calm * (candidate.novelty === "settled" ? STAYS : 1);
      return [{ candidate, value }];
    })
    .toSorted((a, b) => b.value - a.value);
}

/** The size of the news, shared among events of its kind, or what it exceeds twice the usual event by. */
function newsValue({ novelty, news = 0 }: Candidate, events: readonly (readonly Candidate[])[]): number {
  const sizes = events
    .filter(([first]) => first?.novelty === novelty)
    .map((event) => Math.max(...event.map((one) => one.news ?? 0)))
    .sort((a, b) => a - b);
  return Math.max(news / sizes.length, news - 2 * (sizes[sizes.length >> 1] ?? 0));
}

function worthInCalm(shot: Shot): number {
  return 1 + (IN_CALM - 1) * Math.max(0, 1 - usualChange(shot) / CALM);
}

/** Change a second that is not exceeded during half of the shot, however far its candidates lie apart. */
function usualChange({ candidates }: Shot): number {
  const steps = candidates.slice(1).map(({ timestamp, activity }, i) => {
    const seconds = Math.max(1e-3, timestamp - (candidates[i]?.timestamp ?? timestamp));
    return { seconds, change: activity / seconds };
  });
  const half = steps.reduce((sum, { seconds }) => sum + seconds, 0) / 2;
  let passed = 0;
  for (const { seconds, change } of steps.toSorted((a, b) => a.change - b.change)) {
    passed += seconds;
    if (passed >= half) return change;
  }
  return 0;
}

/** Of something that came and stayed the last frame, which shows it whole; of a brief sight the fullest one. */
function best(event: readonly Candidate[]): Candidate | undefined {
  if (event[0]?.novelty === "settled") {
    const largest = event.reduce((most, { news = 0 }) => Math.max(most, news), 0);
    return event.findLast(({ news = 0 }) => news >= largest / 2);
  }
  return event.toSorted((a, b) => (b.news ?? 0) - (a.news ?? 0))[0];
}
