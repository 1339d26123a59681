import { NUMERAL, numberOf, withPlainDigits } from "./numerals.ts";

/** A moment that a text names. */
export interface Moment {
  /** Where it stands. */
  readonly start: number;
  readonly end: number;
  readonly seconds: number;
  /** In the very form of the labels that the model was given: `<12.5 seconds>`. */
  readonly isLabel: boolean;
  /** Written with decimals, so that it means one frame and not a whole second. */
  readonly isExact: boolean;
}

/** What stands in quotation marks was read off the screen, where a clock may say anything. */
const QUOTED = /"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|『[^』]*』|‘[^’]*’/gu;
const LABEL = /<\s*(\d+(?:\.\d+)?)\s*(?:seconds|secs?|s)?\s*>/giu;
const CLOCK = /(?<![\d:.])(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d+)?(?![\d:])/gu;
/** 1'23" as film people write it; the last mark may be missing. What is so tall or so wide is in feet. */
const PRIMES =
  /(?<![\d.])(\d{1,3})\s?['′’]\s?(\d{1,2}(?:[.,]\d+)?)(?![\d'′’]*\p{L})(\s?(?:["″”]|''|′′|’’))?(?!["″”'′’\s]{0,4}(?:tall|high|long|wide|deep)\b)/gu;
/** Its last mark is no quotation mark, unless the time itself is what is quoted. */
const PRIME_MARK = /(?<!["“\d]\s?)(\b\d{1,3}\s?['′’]\s?\d{1,2}(?:[.,]\d+)?\s?)["”]/gu;
const JOINS = /(?:^|\P{L})(?:-|–|—|and|to|until|bis|und|à|et|a|y|e|至|到|和)\s*$/iu;

/** Units of time in many languages by their seconds, as patterns. */
export const UNITS = {
  3600: String.raw`hours?|hrs?|stunden?|heures?|horas?|or[ae]|час\p{L}*|小时|小時|時間|시간|h`,
  60: String.raw`minutes?|mins?|minuten?|minutos?|minut[oi]|минут\p{L}*|мин|分(?:钟|鐘)?|분|m(?=\s?\d)`,
  1: String.raw`seconds?|secs?|sek(?:unden?)?|secondes?|segundos?|second[oi]|секунд\p{L}*|сек|秒(?:钟|鐘)?|초|s`,
};
const RANGE = "(?:-|–|—|to|and|until|bis|und|à|a|y|et|e|至|到|和)";
/** "s" alone may belong to a longer word or to a decade. */
const WHOLE = String.raw`(?![\p{Script=Latin}\p{Script=Cyrillic}]|(?<=[a-z])\d)`;
const QUANTITY = new RegExp(
  String.raw`(?<![\d.,:])(?:(?<=\d[hm])|(?<!\p{Script=Latin}))(${NUMERAL})(?:\s*${RANGE}\s*(${NUMERAL}))?[\s-]?(?:(${UNITS[3600]})|(${UNITS[60]})|(${UNITS[1]}))(?:${WHOLE}|(?<=\d[hm])(?=\d))`,
  "giu",
);
/** What may stand between the minutes and the seconds of one time. */
const JOINT = /^[\s,]*(?:and|und|et|y|e|и|又|零)?\s*$/iu;
/** "one minute twenty-three": the unit goes without saying. */
const UNSAID = /^(?:[\s,-]+and)?[\s-]+((?:twen|thir|for|fif)ty(?:[\s-][a-z]+)?)(?![\w-])/iu;

/** "second 83", "minute two", "Sekunde 83", "секунда 83". */
const NAMED = new RegExp(
  String.raw`(?<![\p{L}\d])(?:(minute|minuto|минут\p{L}*)|(second|sekunde|seconde|segundo|secondo|секунд\p{L}*))\s+(${NUMERAL})(?![\p{L}\d])`,
  "giu",
);
/** A bare label: "at 12.5", "the frames at 12.5 and 14.0", "timestamp 83.2". */
const BARE =
  /(?:\bat|@|\btimes?(?:stamps?)?|\bframes?|\bt\s*=|\bbei|\bà|在)\s*(\d+\.\d+(?:\s*(?:,|-|–|and|to|und|et|和|至|到)\s*\d+\.\d+){0,9})(?!\s?(?:%|°|×|percent|degrees?|met(?:er|re)s?|feet|ft|inch|[kcm]?m\b|k?g\b|mph|x\b|times|volts?))/giu;

/** A number of seconds that follows one of these is a moment, and so is one that one of those below follows. */
const BEFORE =
  /(?:[[(@]|第|在|到|从|從|自|至|于|於|约|大约|(?:^|[^\p{L}])(?:at|around|about|approximately|roughly|from|until|till|by|after|before|since|near|between|bei|um|ab|nach|vor|gegen|bis|von|zwischen|etwa|circa|ca\.?|à|vers|après|avant|dès|depuis|entre|tras|desde|hasta|sobre|al|alle|a(?=\s+l[ao]s)|dopo|verso|aos?|às|após|até|на|в|около|после|до|с|к)(?:\s+(?:the|der|die|den|la|le|les|las?|los?|el|о|about|around))?)\s*$/iu;
const AFTER =
  /^(?:-?\s?(?:mark|point)\b|\s+in(?=\s*[,.;:!?)]|\s*$)|\s+(?:in)?to\s+(?:the|this)\b|\s*[:–—]\s|\s*[)\]]|处|處|时|時|的时候|的時候|的画面|左右|前后|에|に|頃)/iu;
/** A length is no moment. */
const LENGTH_BEFORE =
  /(?:(?:^|[^\p{L}])(?:for|last(?:s|ed|ing)?|tak(?:es?|ing)|took|within|every|over|during|another|only|per|für|während|dauert|pendant|durant|dure|durante|dura|por|per|в течение)(?:\s+(?:about|around|some|roughly|etwa|the))?|持续|持續|长达|長達|历时|用时|共|每)\s*$/iu;
const LENGTH_AFTER =
  /^\s?(?:-?\s?(?:long|later|apart|each|ago|lang|später|plus tard|clip|video|film)\b|长|長|内|內|之内|钟内)/iu;
/** "the 80s", "the late 1980s". */
const DECADE = /(?:(?:^|\s)(?:the|early|late|mid|in|19|20)[\s-]*)$/iu;

/** Characters around a number that tell what it means. */
const NEAR = 40;

interface Amount {
  readonly start: number;
  end: number;
  /** Of the number that comes first in a range, and of the whole. */
  readonly values: number[];
  finest: number;
  readonly parts: string[];
}

/** Every moment that a sentence names, in whichever form; lengths ("for 5 seconds") and what is quoted are none. */
export function momentsIn(sentence: string): Moment[] {
  const plain = withPlainDigits(sentence).replace(PRIME_MARK, "$1″").replace(QUOTED, blank);
  const found: Moment[] = [];
  let rest = plain;
  const take = (
    pattern: RegExp,
    secondsOf: (match: RegExpExecArray) => readonly (number | string)[],
    isLabel = false,
  ) => {
    for (const match of rest.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      for (const value of secondsOf(match as RegExpExecArray)) {
        found.push({ start, end, seconds: Number(value), isLabel, isExact: /\.\d/.test(String(value)) });
      }
      rest = rest.slice(0, start) + blank(match[0]) + rest.slice(end);
    }
  };
  take(LABEL, ([, label = ""]) => [label], true);
  take(CLOCK, ([clock]) => [clockSeconds(clock)]);
  take(PRIMES, primeSeconds);
  for (const { start, end, values } of amountsIn(rest)) {
    rest = rest.slice(0, start) + blank(rest.slice(start, end)) + rest.slice(end);
    for (const seconds of values) {
      found.push({ start, end, seconds, isLabel: false, isExact: !Number.isInteger(seconds) });
    }
  }
  take(NAMED, ([, minute, , numeral = ""]) => [numberOf(numeral) * (minute === undefined ? 1 : 60)]);
  take(BARE, ([, numbers = ""]) => numbers.match(/\d+\.\d+/g) ?? []);
  return found;
}

/** Without its last mark it takes a word before it that says that a time follows. */
function primeSeconds({ 1: minutes, 2: seconds = "", 3: mark, input, index }: RegExpExecArray): number[] {
  const before = input.slice(Math.max(0, index - NEAR), index);
  const isTime = mark !== undefined || BEFORE.test(before) || JOINS.test(before);
  const rest = Number(seconds.replace(",", "."));
  return isTime && rest < 60 ? [Number(minutes) * 60 + rest] : [];
}

function blank(text: string): string {
  return " ".repeat(text.length);
}

function clockSeconds(clock: string): number {
  return clock
    .replace(",", ".")
    .split(":")
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** "2 minutes 5 seconds", "1m23s", "1分23秒", "12.5–14 s" where they stand for moments. */
function amountsIn(text: string): Amount[] {
  const amounts: Amount[] = [];
  for (const match of text.matchAll(QUANTITY)) {
    const [whole, first = "", second, hour, minute] = match;
    const unit = hour === undefined ? (minute === undefined ? 1 : 60) : 3600;
    const numbers = second === undefined ? [first] : [first, second];
    const last = amounts.at(-1);
    const isNext = last !== undefined && unit < last.finest && JOINT.test(text.slice(last.end, match.index));
    if (isNext && second === undefined) {
      last.values.push((last.values.pop() ?? 0) + numberOf(first) * unit);
      Object.assign(last, { end: match.index + whole.length, finest: unit });
      last.parts.push(whole);
    } else {
      const values = numbers.map((numeral) => numberOf(numeral) * unit);
      const end = match.index + whole.length;
      amounts.push({ start: match.index, end, values, finest: unit, parts: [whole] });
    }
  }
  return amounts.map((amount) => withUnsaid(amount, text)).filter((amount) => isMoment(amount, text));
}

function withUnsaid(amount: Amount, text: string): Amount {
  const unsaid = amount.finest === 60 ? UNSAID.exec(text.slice(amount.end)) : null;
  if (!unsaid) return amount;
  const values = [...amount.values.slice(0, -1), (amount.values.at(-1) ?? 0) + numberOf(unsaid[1] ?? "")];
  return { ...amount, values, end: amount.end + unsaid[0].length, parts: [...amount.parts, unsaid[0]] };
}

/** Where minutes and seconds stand together it is a moment unless it is clearly a length; else it takes a word that says so. */
function isMoment({ start, end, parts }: Amount, text: string): boolean {
  const [before, after] = [text.slice(Math.max(0, start - NEAR), start), text.slice(end, end + NEAR)];
  if (LENGTH_BEFORE.test(before) || LENGTH_AFTER.test(after)) return false;
  if (parts.length === 1 && /\ds$/i.test(parts[0] ?? "") && DECADE.test(before)) return false;
  return parts.length > 1 || BEFORE.test(before) || AFTER.test(after);
}
