import type { Cue } from "../../sound/transcript.ts";
import { quotedCues } from "./cues.ts";
import { type LabelledFrame, type SummaryQuestion, TEXT_LIMITS } from "./prompt.ts";
import { cleanText, UNKNOWN_TIME } from "./reply.ts";

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

/** A part as a model has told it; times are labels, if the reply is worth anything. */
export interface ToldPart {
  readonly start: string;
  readonly end: string;
  readonly key: string;
  readonly theme: string;
  readonly description: string;
  readonly significance: string;
  /** Ids of lines. */
  readonly quotes: readonly string[];
}

/**
 * Holds parts against the frames and lines that were sent. Harmless differences are mended (order, a shared boundary frame, too
 * long a text); anything else is a problem, written as a sentence for the model's repair try.
 */
export function checkParts(
  told: readonly ToldPart[],
  frames: readonly LabelledFrame[],
  { keyframes, cues = [] }: Pick<SummaryQuestion, "keyframes" | "cues">,
): { readonly parts: readonly Part[]; readonly problems: readonly string[] } {
  const indexOf = new Map(frames.map(({ label }, i) => [label, i]));
  const times = frames.map(({ timestamp }) => timestamp);
  const clean = (raw: string, limit: number) => cleanText(raw, times, limit);
  const parts = told.slice(0, keyframes).map((segment) => ({
    from: indexOf.get(segment.start) ?? -1,
    to: indexOf.get(segment.end) ?? -1,
    key: indexOf.get(segment.key) ?? -1,
    theme: clean(segment.theme, TEXT_LIMITS.theme),
    description: clean(segment.description, TEXT_LIMITS.description),
    significance: clean(segment.significance, TEXT_LIMITS.significance),
    quotes: quotedCues(segment.quotes, cues),
  }));
  const ordered = trimShared(parts.toSorted((a, b) => a.from - b.from));
  return { parts: ordered, problems: findProblems(ordered) };
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
