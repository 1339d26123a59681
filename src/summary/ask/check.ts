import { z } from "zod";
import type { Cue } from "../../sound/transcript.ts";
import { MOST_QUOTES, quotedCues } from "./cues.ts";
import { type LabelledFrame, type SummaryQuestion, TEXT_LIMITS, textLimits } from "./prompt.ts";
import { type Checked, cleanText, closed, label, parseReply, UNKNOWN_TIME } from "./reply.ts";

/** JSON Schema of the reply: times are an enum of the labels that were sent, texts are bounded. */
export function replySchema(
  labels: readonly string[],
  question: Pick<SummaryQuestion, "keyframes" | "brief" | "cues">,
) {
  const limits = textLimits(question);
  const ids = (question.cues ?? []).map(({ id }) => id);
  const time = { type: "string", enum: labels };
  const text = (maxLength: number) => ({ type: "string", minLength: 1, maxLength });
  const segment = {
    start: time,
    end: time,
    theme: text(limits.theme),
    key: time,
    description: text(limits.description),
    significance: text(limits.significance),
    ...(ids.length > 0 && {
      quotes: { type: "array", maxItems: MOST_QUOTES, items: { type: "string", enum: ids } },
    }),
  };
  const properties = {
    segments: { type: "array", minItems: 1, maxItems: question.keyframes, items: closed(segment) },
    overview: text(limits.overview),
    title: text(limits.title),
  };
  return { name: "summary", schema: closed(properties) };
}

const text = z.string().trim().min(1);

const SummaryReply = z.object({
  segments: z
    .array(
      z.object({
        ...{ start: label, end: label, theme: text, key: label, description: text, significance: text },
        quotes: z.array(z.string()).catch([]),
      }),
    )
    .min(1),
  overview: text,
  title: text,
});
/** One part of the video as the model told it; frames by index into those that were sent, all inclusive. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly key: number;
  readonly theme: string;
  readonly description: string;
  readonly significance: string;
  /** Lines that were said; only such as were sent. */
  readonly quotes: readonly Cue[];
}

export interface CheckedReply {
  readonly title: string;
  readonly overview: string;
  readonly parts: readonly Part[];
}

/**
 * Holds a reply against what was sent. Harmless differences are mended (order, a shared boundary frame, too long a
 * text); anything else is a problem, written as a sentence for the model's repair try.
 */
export function checkReply(
  text: string,
  frames: readonly LabelledFrame[],
  { keyframes, cues = [] }: Pick<SummaryQuestion, "keyframes" | "cues">,
): Checked<CheckedReply> {
  const parsed = parseReply(SummaryReply, text);
  if (!parsed.ok) return parsed;
  const indexOf = new Map(frames.map(({ label }, i) => [label, i]));
  const times = frames.map(({ timestamp }) => timestamp);
  const clean = (raw: string, limit: number) => cleanText(raw, times, limit);
  const parts = parsed.value.segments.slice(0, keyframes).map((segment) => ({
    from: indexOf.get(segment.start) ?? -1,
    to: indexOf.get(segment.end) ?? -1,
    key: indexOf.get(segment.key) ?? -1,
    theme: clean(segment.theme, TEXT_LIMITS.theme),
    description: clean(segment.description, TEXT_LIMITS.description),
    significance: clean(segment.significance, TEXT_LIMITS.significance),
    quotes: quotedCues(segment.quotes, cues),
  }));
  const ordered = trimShared(parts.toSorted((a, b) => a.from - b.from));
  const title = clean(parsed.value.title, TEXT_LIMITS.title);
  const overview = clean(parsed.value.overview, TEXT_LIMITS.overview);
  const problems = [
    ...findProblems(ordered),
    ...(title && overview ? [] : ["The title or the overview is empty."]),
  ];
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: { title, overview, parts: ordered } };
}

/** Two parts that name the same frame as end and start share a boundary, which belongs to the later one. */
function trimShared(parts: readonly Part[]): Part[] {
  return parts.map((part, i) => {
    const next = parts[i + 1];
    const shared = next !== undefined && next.from === part.to && part.to > part.from;
    return shared ? { ...part, to: part.to - 1, key: Math.min(part.key, part.to - 1) } : part;
  });
}

function findProblems(parts: readonly Part[]): string[] {
  const problems = new Set<string>();
  for (const [i, part] of parts.entries()) {
    const next = parts[i + 1];
    if (Math.min(part.from, part.to, part.key) < 0) problems.add(UNKNOWN_TIME);
    else if (part.to < part.from) problems.add("A part ends before it starts.");
    else if (part.key < part.from || part.key > part.to) problems.add("A key frame lies outside its part.");
    else if (next && next.from >= 0 && next.from <= part.to) problems.add("Parts overlap.");
    if (!part.theme || !part.description) problems.add("A theme or a description is empty or names a time.");
  }
  if (repeatsItself(parts.map(({ description }) => description)))
    problems.add("It says the same sentence over and over.");
  return [...problems];
}

/** A sentence is said over and over from this many times on. */
const TOO_OFTEN = 3;

/**
 * True where descriptions are a template or a loop: a sentence that comes back three times, in one text or across
 * several. Small models fall into it on quiet videos. Short sentences ("Yes.") do not count.
 */
function repeatsItself(texts: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const { segment } of new Intl.Segmenter(undefined, { granularity: "sentence" }).segment(text)) {
      const sentence = segment
        .toLowerCase()
        .replace(/[\p{P}\s]+/gu, " ")
        .trim();
      if (sentence.length >= SHORTEST) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
    }
  }
  return [...counts.values()].some((count) => count >= TOO_OFTEN);
}

const SHORTEST = 12;
