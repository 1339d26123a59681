import { formatTimecode } from "../chat/timecode.ts";

/**
 * A moment named in free text: "<12.5 seconds>", "1:23", "at 83 s". Lengths ("for 5 seconds") are no moments. What stands in
 * quotation marks was read off the screen, where a clock may say anything.
 */
const QUOTED = `"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|‘[^’]*’`;
const LABELLED = String.raw`<\s*(?<label>\d+(?:\.\d+)?)\s*(?:seconds|secs?|s)?\s*>`;
const CLOCK = String.raw`\b(?<clock>(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d+)?)\b`;
const SPOKEN = String.raw`\b(?:at|around|about|from|until|till|by|after|@)\s+(?<spoken>\d+(?:\.\d+)?)\s?(?:seconds?|secs?|s)\b`;
const CHINESE = String.raw`第\s*(?<chinese>\d+(?:\.\d+)?)\s*秒`;
const MOMENT = new RegExp([QUOTED, LABELLED, CLOCK, SPOKEN, CHINESE].join("|"), "giu");

/** A clock written to the second stands for any sent frame within it. */
const CLOCK_TOLERANCE = 1;
const LABEL_TOLERANCE = 0.06;

/**
 * Makes a model's free text safe to show: a moment that was sent is written as people write it, a sentence with
 * any other moment goes. `times` are the timestamps of the frames that were sent, seconds. May return "".
 */
export function withSentTimesOnly(text: string, times: readonly number[]): string {
  if (text.search(MOMENT) < 0) return text;
  const sentences = [...new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(text)];
  return sentences
    .map(({ segment }) => rewriteSentence(segment, times))
    .join("")
    .trim();
}

function rewriteSentence(sentence: string, times: readonly number[]): string {
  let invented = false;
  const rewritten = sentence.replaceAll(MOMENT, (match, ...rest) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    const { label, clock, spoken, chinese } = groups;
    if (clock !== undefined) {
      if (!wasSent(clockSeconds(clock), CLOCK_TOLERANCE, times)) invented = true;
      return match;
    }
    const value = label ?? spoken ?? chinese;
    if (value === undefined) return match;
    const sent = wasSent(Number(value), LABEL_TOLERANCE, times);
    if (!sent) invented = true;
    return label === undefined ? match : formatTimecode(Number(value), { precision: 0 });
  });
  return invented ? "" : rewritten;
}

function wasSent(seconds: number, tolerance: number, times: readonly number[]): boolean {
  return times.some((time) => time > seconds - LABEL_TOLERANCE && time < seconds + tolerance);
}

function clockSeconds(clock: string): number {
  return clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}
