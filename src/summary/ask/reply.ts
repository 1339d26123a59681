import { z } from "zod";
import { toOneLine } from "../../chat/text/plain-text.ts";
import { formatTimecode } from "../../chat/text/timecode.ts";
import { type Moment, momentsIn } from "../times/moments.ts";

/** What a reply is worth; problems are sentences for the model's repair try. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The problem of a reply with a label that was not sent. */
export const UNKNOWN_TIME = "It names a time that was not given.";

/** A JSON Schema object with exactly these properties. */
export function closed(properties: Record<string, unknown>) {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

/** Characters; what is longer is no time, and the pattern below would try each of its spaces. */
const LONGEST_TIME = 60;

/** A time in a reply. Some servers ignore the schema, so `12.5`, "12.5s" and "<12.5 seconds>" all mean the label "12.5". */
export const label = z.union([z.string(), z.number()]).transform((value) => {
  const written = String(value);
  if (written.length > LONGEST_TIME) return "";
  return written.replace(/^<|\s*s(econds)?>?$/g, "").trim();
});

/** Reads JSON as it is, or inside a Markdown fence. Never repairs what was said. */
export function parseReply<T>(schema: z.ZodType<T>, reply: string): Checked<T> {
  const parsed = schema.safeParse(parseJson(reply));
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, problems: ["It is not one JSON object of the form that was asked for."] };
}

function parseJson(reply: string): unknown {
  const fenced = /^\s*```(?:json)?[^\S\n]*\n([\s\S]*?)\n?```\s*$/.exec(reply);
  try {
    return JSON.parse(fenced?.[1] ?? reply);
  } catch {
    return null;
  }
}

/** A model's text as it may be shown: one line, with no time but those that were sent, in at most `limit` characters. */
export function cleanText(raw: string, times: readonly number[], limit: number): string {
  return shorten(withSentTimesOnly(toOneLine(raw), times), limit);
}

/** Cuts at the last whole sentence that fits, else at a word, never inside a character. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)]
    .filter(({ index, segment }) => index + segment.length < limit)
    .map(({ segment }) => segment)
    .join("");
  const sentence = /^[\s\S]*[.!?。！？]/u.exec(cut)?.[0];
  return sentence && sentence.length > limit / 2 ? sentence : `${cut.replace(/\s+\S*$/u, "")}…`;
}

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
  return times.some((time) => isMeant(time, { seconds, isExact: isExact || isLabel }));
}

/** Whether a moment as it was written means the frame of this time. */
export function isMeant(time: number, { seconds, isExact }: Pick<Moment, "seconds" | "isExact">): boolean {
  return time > seconds - LABEL_TOLERANCE && time < seconds + (isExact ? LABEL_TOLERANCE : SECOND);
}
