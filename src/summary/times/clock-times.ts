import type { TimeRange } from "../../video/video.ts";
import { numberOf, withPlainDigits } from "./numerals.ts";
import type { WallClock } from "./wall-clock.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** Who names a minute of the day means that minute, and who names an hour means what lies around it; seconds. */
const AROUND_MINUTE = 60;
const AROUND_HOUR = 600;

const MORNING = "in the morning|a\\.?m\\.?(?![a-z])|morgens|früh|du matin|de la mañana";
const EVENING =
  "in the afternoon|in the evening|p\\.?m\\.?(?![a-z])|nachmittags|abends|de l’après-midi|du soir|de la tarde|de la noche";
const EITHER = "o[’']?clock|at night|uhr|nachts|heures?(?= du)|h(?![a-z])";
const MORNING_CHINESE = "凌晨|清晨|早上|早晨|上午";
const EVENING_CHINESE = "下午|傍晚|晚上|夜里|夜晚|中午";

const TIME = new RegExp(
  String.raw`(?:(${MORNING_CHINESE})|(${EVENING_CHINESE}))?\s*(?<![\d:.,])(\d{1,2})(?:[:：](\d{2})(?:[:：](\d{2}))?(?![\d:：])|\s*(?:点|點|时|時)(?:(半)|(\d{1,2})分?)?(?!\d)|(?![\d:.,：点點时時]))\s*(?:(${MORNING})|(${EVENING})|(${EITHER}))?`,
  "giu",
);
const CHINESE_NUMBER = /[零〇一二两兩三四五六七八九十]{1,3}(?=[点點时時分])/gu;
const JOIN = /^\s*(?:-|–|—|and|to|until|till|bis|und|et|à|a|y|到|至|和)\s*$/iu;
const MIDNIGHT = /\bmidnight\b|mitternacht|\bminuit\b|medianoche|午夜|半夜零点/giu;
const NOON = /\bnoon\b|\bmidday\b|\bmittags?\b/giu;

type Half = "morning" | "evening" | "either" | null;

interface Named {
  readonly start: number;
  readonly end: number;
  /** Seconds of the day, in the half of it that `half` says. */
  readonly seconds: number;
  readonly half: Half;
  /** Written as of a clock with 24 hours: "02:00", "22:15". */
  readonly isFull: boolean;
  readonly isHour: boolean;
}

/**
 * The part of a video that a question names by the clock on the wall ("between 2 and 4 in the morning", "at 22:15",
 * "凌晨2点到4点"), in seconds within the video; null where it names none that was recorded.
 */
export function clockRangeIn(
  question: string,
  clock: WallClock | undefined,
  duration: number,
): TimeRange | null {
  if (!clock) return null;
  const words = withPlainDigits(question.replace(/\s+/g, " ")).replace(CHINESE_NUMBER, (numeral) =>
    String(numberOf(numeral)),
  );
  const [from, to] = pairIn(words, duration);
  if (!from) return null;
  for (const start of placesOf(from, clock, duration)) {
    const range = to ? { start, end: after(start, to, clock) } : around(start, from);
    const inside = { start: Math.max(0, range.start), end: Math.min(duration, range.end) };
    if (inside.end > inside.start) return inside;
  }
  return null;
}

/** The first time of day that is named, and the one that ends its range. A bare number, or a time as of the video itself, is none. */
function pairIn(words: string, duration: number): [Named?, Named?] {
  const named = namedIn(words);
  for (const [i, time] of named.entries()) {
    const next = named[i + 1];
    const joined = next && JOIN.test(words.slice(time.end, next.start)) ? next : undefined;
    const isNamed = isOfClock(time, duration) || (joined !== undefined && isOfClock(joined, duration));
    if (isNamed) return joined ? withOneHalf(time, joined) : [time];
  }
  return [];
}

function namedIn(words: string): Named[] {
  const times = [...words.matchAll(TIME)].flatMap((match) => timeIn(match) ?? []);
  const fixed = (pattern: RegExp, seconds: number) =>
    [...words.matchAll(pattern)].map(
      ({ index, 0: text }): Named => ({
        ...{ start: index, end: index + text.length, seconds },
        ...{ half: "morning", isFull: true, isHour: true },
      }),
    );
  const all = [...times, ...fixed(MIDNIGHT, 0), ...fixed(NOON, DAY / 2)];
  return all.toSorted((a, b) => a.start - b.start);
}

function timeIn(match: RegExpMatchArray): Named | null {
  const [text, , , hourText = "", minutes, seconds = "0", half, minutesChinese] = match;
  const [hour, minute] = [Number(hourText), half ? 30 : Number(minutes ?? minutesChinese ?? 0)];
  if (hour > 24 || minute > 59 || Number(seconds) > 59) return null;
  const start = match.index ?? 0;
  return {
    ...{ start, end: start + text.trimEnd().length },
    seconds: (hour * HOUR + minute * 60 + Number(seconds)) % DAY,
    half: halfOf(match),
    isFull: minutes !== undefined && hourText.length === 2,
    isHour: (minutes ?? minutesChinese ?? half) === undefined,
  };
}

function halfOf([text, early, late, , , , , , am, pm, either]: RegExpMatchArray): Half {
  if (early || am) return "morning";
  if (late || pm) return "evening";
  return either || /[点點时時]/.test(text) ? "either" : null;
}

/** "between 2 and 4 in the morning": what is said of one holds for the other. */
function withOneHalf(first: Named, second: Named): [Named, Named] {
  const half = first.half ?? second.half;
  const both = second.half ?? first.half;
  return [
    { ...first, half: first.half ?? half },
    { ...second, half: second.half ?? both },
  ];
}

function isOfClock({ half, isFull, seconds }: Named, duration: number): boolean {
  // "22:15" of a short video is twenty-two minutes into it, if it lasts as long. Of hours people name no minutes without the hour.
  return half !== null || (isFull && (duration > HOUR || seconds / 60 >= duration));
}

/** Seconds of the video at which the clock showed this, each day of it; those before and after it too. */
function placesOf({ seconds, half, isFull }: Named, { startsAt }: WallClock, duration: number): number[] {
  const begins = (startsAt / 1_000) % DAY;
  const hours = half === "evening" ? [later(seconds)] : [seconds];
  if (half === "either" && !isFull && seconds < DAY / 2) hours.push(later(seconds));
  const days = Math.ceil((begins + duration) / DAY) + 1;
  return hours
    .flatMap((time) => Array.from({ length: days }, (_, day) => time + day * DAY - begins))
    .toSorted((a, b) => Math.abs(a) - Math.abs(b));
}

function later(seconds: number): number {
  return seconds < DAY / 2 ? seconds + DAY / 2 : seconds;
}

/** The next time after `start` at which the clock shows this. */
function after(start: number, { seconds, half, isFull }: Named, { startsAt }: WallClock): number {
  const begins = (startsAt / 1_000) % DAY;
  const times = half === "evening" ? [later(seconds)] : [seconds];
  if (half === "either" && !isFull && seconds < DAY / 2) times.push(later(seconds));
  const wait = (time: number) => (((time - begins - start) % DAY) + DAY) % DAY;
  return start + Math.min(...times.map(wait));
}

function around(start: number, { isHour }: Named): TimeRange {
  const reach = isHour ? AROUND_HOUR : AROUND_MINUTE;
  return isHour ? { start: start - reach, end: start + reach } : { start, end: start + reach };
}
