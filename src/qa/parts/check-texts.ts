import type { Cue } from "../../sound/transcript.ts";
import { quotedCues } from "../../summary/ask/cues.ts";
import { type Checked, cleanText, parseReply } from "../../summary/ask/reply.ts";
import { segmentId } from "../../summary/outline/prompt.ts";
import { joined } from "../evidence/sentences.ts";
import { ANSWER_LENGTH, MOST_ANSWER_QUOTES } from "../prompt.ts";
import type { LongVideo } from "./long-video.ts";
import { MOST_SEGMENTS, TextsReply } from "./texts-prompt.ts";

export type CheckedTexts =
  | {
      readonly kind: "found";
      readonly text: string;
      /** Positions, ascending. */
      readonly segments: readonly number[];
      readonly quotes: readonly Cue[];
      readonly sentences: readonly SegmentsCited[];
    }
  /** The pictures of this segment may tell. */
  | { readonly kind: "look"; readonly segment: number }
  | { readonly kind: "not-found" };

/** A sentence as the model gave it: the positions of the segments that it cites, and the ids of the lines. */
interface SegmentsCited {
  readonly text: string;
  readonly segments: readonly number[];
  readonly quoted: readonly string[];
}

interface Sent {
  readonly question: string;
  readonly segments: readonly number[];
  readonly lines: readonly Cue[];
}

/**
 * Holds an answer against the texts that were sent: its segments and lines are among them, and it names no time, and no number that
 * they and the question do not name. How many segments there are may be counted.
 */
export function checkTexts(reply: string, video: LongVideo, sent: Sent): Checked<CheckedTexts> {
  const parsed = parseReply(TextsReply, reply);
  if (!parsed.ok) return parsed;
  const positions = new Map(sent.segments.map((position) => [segmentId(position), position]));
  if (!parsed.value.found) {
    const segment = positions.get(parsed.value.look ?? "");
    return { ok: true, value: segment === undefined ? { kind: "not-found" } : { kind: "look", segment } };
  }
  const { answer } = parsed.value;
  const named = [...new Set(answer.flatMap((sentence) => sentence.segments))];
  const known = named.flatMap((id) => positions.get(id) ?? []).toSorted((a, b) => a - b);
  if (known.length < named.length) return { ok: false, problems: ["It names a segment that was not given."] };
  const sentences = answer
    .map(({ says, segments: ids, quotes: quoted }) => ({
      text: cleanText(says, [], ANSWER_LENGTH),
      segments: ids.flatMap((id) => positions.get(id) ?? []),
      quoted,
    }))
    .filter((sentence) => sentence.text !== "");
  const text = joined(sentences.map((sentence) => sentence.text));
  if (text === "") return { ok: false, problems: ["The answer is empty or names a time."] };
  if (!numbersIn(text).every(isKnown(video, sent))) {
    return { ok: false, problems: ["It names a number that no description names."] };
  }
  const ids = sentences.flatMap(({ quoted }) => quoted);
  const quotes = quotedCues(ids, sent.lines, MOST_ANSWER_QUOTES);
  const segments = known.slice(0, MOST_SEGMENTS);
  return { ok: true, value: { kind: "found", text, segments, quotes, sentences } };
}

/** Shorter ones are too often words in digits. */
function numbersIn(text: string): readonly string[] {
  return text.match(/\p{Nd}{2,}/gu) ?? [];
}

function isKnown(video: LongVideo, { question, segments, lines }: Sent): (number: string) => boolean {
  const { title, overview, parts } = video.summary;
  const texts = [
    ...[question, title, overview],
    ...parts.flatMap((part) => [part.title, part.overview]),
    ...segments.flatMap((position) => {
      const { theme = "", description = "" } = video.summary.segments[position] ?? {};
      return [theme, description];
    }),
    ...lines.map(({ text }) => text),
  ];
  const known = new Set(texts.flatMap(numbersIn));
  return (number) => known.has(number) || Number(number) <= segments.length;
}
