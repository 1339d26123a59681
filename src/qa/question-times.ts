import type { TimeRange } from "../video/video.ts";

/** A question that names one moment means what lies this many seconds around it. */
const AROUND = 2;

const CLOCK = String.raw`(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d+)?`;
const SECONDS = String.raw`\d+(?:\.\d+)?\s?(?:seconds?|secs?|s\b|秒)`;
const MINUTES = String.raw`\d+\s?(?:minutes?|mins?|m\b|分钟?)(?:\s?\d+\s?(?:seconds?|secs?|s\b|秒))?`;
const TIME = `(?:${CLOCK}|${MINUTES}|${SECONDS})`;

const BETWEEN = new RegExp(
  String.raw`(${TIME})\s*(?:-|–|—|and|to|until|till|到|至|和|bis|und)\s*(${TIME})`,
  "iu",
);
const EDGE = new RegExp(
  String.raw`\b(last|final|first|opening)\s+(${MINUTES}|${SECONDS}|(?:\w+)\s(?:seconds?|minutes?)|minute|second)|(最后|最初|开头|前)\s*(${MINUTES}|${SECONDS})`,
  "iu",
);
const MOMENT = new RegExp(
  String.raw`(?:\b(?:at|around|about|near|after|before|@|um|bei)\s*|第\s*|在\s*|^|\s)(${TIME})`,
  "iu",
);

const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  few: 5,
};

/**
 * The part of the video that a question names ("at 4:10", "between 2:00 and 2:30", "in the last ten seconds", "第83秒"), in
 * seconds within the video; null where it names none. Understands English and Chinese words, and clock times in any language.
 */
export function namedRange(question: string, duration: number): TimeRange | null {
  const between = BETWEEN.exec(question);
  if (between) return within(secondsOf(between[1]), secondsOf(between[2]), duration);
  const edge = EDGE.exec(question);
  if (edge) return edgeRange(edge, duration);
  const moment = MOMENT.exec(question);
  if (!moment) return null;
  const at = secondsOf(moment[1]);
  return at >= duration ? null : within(at - AROUND, at + AROUND, duration);
}

function edgeRange(match: RegExpExecArray, duration: number): TimeRange | null {
  const [, english, amount = "", chinese, chineseAmount = ""] = match;
  const length = secondsOf(english === undefined ? chineseAmount : amount);
  const fromEnd = /last|final|最后/i.test(english ?? chinese ?? "");
  return fromEnd ? within(duration - length, duration, duration) : within(0, length, duration);
}

function within(start: number, end: number, duration: number): TimeRange | null {
  const range = { start: Math.max(0, Math.min(start, end)), end: Math.min(duration, Math.max(start, end)) };
  return range.end > range.start ? range : null;
}

/** Seconds of "4:10", "1:02:03.5", "83 s", "2 minutes 5 seconds", "ten seconds", "minute". */
function secondsOf(text = ""): number {
  if (text.includes(":")) return text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  const word = WORDS[/^[a-z]+(?=\s)/i.exec(text)?.[0].toLowerCase() ?? ""];
  const minutes = /(\d+)?\s?(?:minutes?|mins?|m\b|分)/i.exec(text);
  const seconds = /(\d+(?:\.\d+)?)\s?(?:seconds?|secs?|s\b|秒)/i.exec(text);
  const count = (value: string | undefined) => (value === undefined ? (word ?? 1) : Number(value));
  if (!minutes && !seconds) return word ?? (/second/i.test(text) ? 1 : 0);
  return (minutes ? count(minutes[1]) * 60 : 0) + (seconds ? Number(seconds[1]) : 0);
}
