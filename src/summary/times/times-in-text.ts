import { formatTimecode } from "../../chat/text/timecode.ts";
import { type Moment, momentsIn } from "./moments.ts";

/** A time written to the second stands for any sent frame within it. */
const SECOND = 1;
const LABEL_TOLERANCE = 0.06;

/**
 * Makes a model's free text safe to show: a moment that was sent is written as people write it, a sentence with
 * any other moment goes. `times` are the timestamps of the frames that were sent, seconds. May return "".
 */
export function withSentTimesOnly(text: string, times: readonly number[]): string {
  const sentences = [...new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(text)];
  return sentences
    .map(({ segment }) => rewriteSentence(segment, times))
    .join("")
    .trim();
}

function rewriteSentence(sentence: string, times: readonly number[]): string {
  const moments = momentsIn(sentence);
  if (!moments.every((moment) => wasSent(moment, times))) return "";
  return moments
    .filter(({ isLabel }) => isLabel)
    .reduceRight(
      (rest, { start, end, seconds }) => rest.slice(0, start) + formatTimecode(seconds) + rest.slice(end),
      sentence,
    );
}

function wasSent({ seconds, isExact, isLabel }: Moment, times: readonly number[]): boolean {
  const tolerance = isExact || isLabel ? LABEL_TOLERANCE : SECOND;
  return times.some((time) => time > seconds - LABEL_TOLERANCE && time < seconds + tolerance);
}
