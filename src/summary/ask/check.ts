import { toOneLine } from "../../chat/text/plain-text.ts";
import type { LabelledFrame } from "../labels.ts";
import { withSentTimesOnly } from "../times/times-in-text.ts";
import { TEXT_LIMITS } from "./prompt.ts";
import { repeatsItself } from "./repetition.ts";
import { parseJsonReply, SummaryReply } from "./reply-schema.ts";

/** One part of the video as the model told it; frames by index into those that were sent, all inclusive. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly key: number;
  readonly theme: string;
  readonly description: string;
  readonly significance: string;
}

export interface CheckedReply {
  readonly title: string;
  readonly overview: string;
  readonly parts: readonly Part[];
}

export type Check =
  | { readonly ok: true; readonly reply: CheckedReply }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Holds a reply against what was sent. Harmless differences are mended (order, a shared boundary frame, too long a
 * text); anything else is a problem, written as a sentence for the model's repair try.
 */
export function checkReply(text: string, frames: readonly LabelledFrame[], keyframes: number): Check {
  const parsed = SummaryReply.safeParse(parseJsonReply(text));
  if (!parsed.success)
    return { ok: false, problems: ["It is not one JSON object of the form that was asked for."] };
  const indexOf = new Map(frames.map(({ label }, i) => [label, i]));
  const times = frames.map(({ timestamp }) => timestamp);
  const clean = (raw: string, limit: number) => shorten(withSentTimesOnly(toOneLine(raw), times), limit);
  const parts = parsed.data.segments.slice(0, keyframes).map((segment) => ({
    from: indexOf.get(segment.start) ?? -1,
    to: indexOf.get(segment.end) ?? -1,
    key: indexOf.get(segment.key) ?? -1,
    theme: clean(segment.theme, TEXT_LIMITS.theme),
    description: clean(segment.description, TEXT_LIMITS.description),
    significance: clean(segment.significance, TEXT_LIMITS.significance),
  }));
  const ordered = trimShared(parts.toSorted((a, b) => a.from - b.from));
  const title = clean(parsed.data.title, TEXT_LIMITS.title);
  const overview = clean(parsed.data.overview, TEXT_LIMITS.overview);
  const problems = [
    ...findProblems(ordered),
    ...(title && overview ? [] : ["The title or the overview is empty."]),
  ];
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, reply: { title, overview, parts: ordered } };
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
    if (Math.min(part.from, part.to, part.key) < 0) problems.add("It names a time that was not given.");
    else if (part.to < part.from) problems.add("A part ends before it starts.");
    else if (part.key < part.from || part.key > part.to) problems.add("A key frame lies outside its part.");
    else if (next && next.from >= 0 && next.from <= part.to) problems.add("Parts overlap.");
    if (!part.theme || !part.description) problems.add("A theme or a description is empty or names a time.");
  }
  if (repeatsItself(parts.map(({ description }) => description)))
    problems.add("It says the same sentence over and over.");
  return [...problems];
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
