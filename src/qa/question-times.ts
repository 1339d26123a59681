import { clockRangeIn } from "../summary/times/clock-times.ts";
import { momentsIn, UNITS } from "../summary/times/moments.ts";
import { NUMERAL, numberOf, withPlainDigits } from "../summary/times/numerals.ts";
import type { WallClock } from "../summary/times/wall-clock.ts";
import type { TimeRange } from "../video/video.ts";

/** A question that names one moment means what lies this many seconds around it. */
const AROUND = 2;

/** What makes a range of the two moments that it stands between, and of the one that it follows. */
const JOINED = /^\s*(?:-|–|—|and|to|until|till|到|至|和|bis|und|à|et|a|y|e)\s*$/iu;
const TO_THE_END =
  /^\s*(?:-|–|—|to|until|till|bis zum|jusqu'à la|hasta el|到|直到)\s*(?:the\s+)?(?:very\s+)?(?:end|ende|schluss|fin|final|结尾|结束|最后)/iu;

const LAST = "last|final|closing|letzten?|dernières?|derniers?|últim[oa]s?|最后|最後";
const FIRST = "first|opening|ersten?|premières?|premiers?|primer[oa]s?|最初|开头|開頭|前|头";
const EDGE = new RegExp(
  String.raw`(?<!\p{Script=Latin})(?:(${LAST})|(${FIRST}))\s*的?\s*(?:(half\s+(?:a\s+)?|半)|(few|couple of|paar|几)|(${NUMERAL}))?[\s-]*(?:(${UNITS[3600]})|(${UNITS[60]})|(${UNITS[1]}))(?!\p{Script=Latin})`,
  "iu",
);
/** As many as people mean by "a few". */
const FEW = 5;

/**
 * The part of the video that a question names ("at 4:10", "between 2:00 and 2:30", "in the last ten seconds", "第83秒"), or by the clock on
 * the wall where that is known ("between 2 and 4 in the morning"), in seconds within the video; null where it names none.
 */
export function namedRange(question: string, duration: number, clock?: WallClock): TimeRange | null {
  // The patterns would try every end of every run of blanks.
  const words = question.replace(/\s+/g, " ");
  return clockRangeIn(words, clock, duration) ?? edgeOf(words, duration) ?? momentOf(words, duration);
}

function momentOf(question: string, duration: number): TimeRange | null {
  const moments = momentsIn(question)
    .filter(({ seconds }) => seconds < duration)
    .toSorted((a, b) => a.start - b.start);
  const [first, second] = moments;
  if (!first) return null;
  const after = question.slice(first.end);
  if (TO_THE_END.test(after)) return within(first.seconds, duration, duration);
  const isRange =
    second && (second.start === first.start || JOINED.test(question.slice(first.end, second.start)));
  return isRange
    ? within(first.seconds, second.seconds, duration)
    : within(first.seconds - AROUND, first.seconds + AROUND, duration);
}

function edgeOf(question: string, duration: number): TimeRange | null {
  const edge = EDGE.exec(withPlainDigits(question));
  if (!edge) return null;
  const [, last, , half, few, numeral, hour, minute] = edge;
  const unit = hour === undefined ? (minute === undefined ? 1 : 60) : 3600;
  const count = half ? 0.5 : few ? FEW : numeral === undefined ? 1 : numberOf(numeral);
  const length = count * unit;
  return last === undefined ? within(0, length, duration) : within(duration - length, duration, duration);
}

function within(start: number, end: number, duration: number): TimeRange | null {
  const range = { start: Math.max(0, Math.min(start, end)), end: Math.min(duration, Math.max(start, end)) };
  return range.end > range.start ? range : null;
}
