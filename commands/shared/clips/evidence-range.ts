import type { Answer } from "../../../src/qa/answer.ts";
import type { TimeRange } from "../../../src/video/video.ts";

/** Seconds around what was said, so that no word is cut off. */
const BREATH = 0.5;
/** Seconds of a segment that are worth watching as a whole; of a longer one, a stretch around what was asked for. */
const WHOLE = 60;
const BEFORE = 5;
const AFTER = 20;

interface Place {
  readonly segments: readonly TimeRange[];
  readonly duration: number;
}

/** The stretch of the video that an answer rests on; null where it rests on nothing. */
export function evidenceRange(
  { quotes, moments, about }: Pick<Answer, "quotes" | "moments" | "about">,
  { segments, duration }: Place,
): TimeRange | null {
  const isSaid = quotes.length > 0 && (about !== "no" || moments.length === 0);
  const times = isSaid ? quotes.map(({ start }) => start) : moments.map(({ timestamp }) => timestamp);
  const first = times.toSorted((a, b) => a - b)[0];
  if (first === undefined) return null;
  const segment = segments.find(({ start, end }) => start <= first && first < end);
  const { start, end } = segment ?? { start: 0, end: duration };
  const inside = times.filter((time) => time >= start && time < end);
  if (isSaid) {
    const last = Math.max(...quotes.filter(({ start: at }) => inside.includes(at)).map((cue) => cue.end));
    return { start: Math.max(0, first - BREATH), end: Math.min(duration, last + BREATH) };
  }
  if (segment && end - start <= WHOLE) return { start, end };
  const last = Math.min(Math.max(...inside), first + WHOLE);
  return { start: Math.max(start, first - BEFORE), end: Math.min(end, last + AFTER) };
}
