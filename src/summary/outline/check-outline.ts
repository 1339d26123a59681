import { z } from "zod";
import { TEXT_LIMITS } from "../ask/prompt.ts";
import { type Checked, cleanText, parseReply } from "../ask/reply.ts";
import type { Summary } from "../summary.ts";
import type { Outline } from "./outline.ts";
import { CHAPTER_TITLE, segmentId } from "./prompt.ts";
import { shownOf } from "./shown.ts";

const text = z.string().trim().min(1);

const OutlineReply = z.object({
  title: text,
  overview: text,
  chapters: z.array(z.object({ title: text, first: z.string() })).min(1),
  show: z.array(z.string()).catch([]),
});

/**
 * Holds an outline against the parts' texts: its segments are among those that were sent, and it names no time and no number
 * that no part names. Chapters are put in order and begin with the first segment; each shows one segment at least.
 */
export function checkOutline(reply: string, parts: readonly Summary[]): Checked<Outline> {
  const parsed = parseReply(OutlineReply, reply);
  if (!parsed.ok) return parsed;
  const segments = parts.flatMap((part) => part.segments);
  const positions = new Map(segments.map((_, position) => [segmentId(position), position]));
  const { chapters, show } = parsed.value;
  const clean = (raw: string, limit: number) => cleanText(raw, [], limit);
  const title = clean(parsed.value.title, TEXT_LIMITS.title);
  const overview = clean(parsed.value.overview, TEXT_LIMITS.overview);
  const begun = chapters.map(({ title: name, first }) => ({
    title: clean(name, CHAPTER_TITLE),
    first: positions.get(first) ?? -1,
  }));
  const problems = [
    ...(isLopsided(begun, segments.length) ? ["One chapter holds most of the video. Divide it."] : []),
    ...(begun.some(({ first }) => first < 0) ? ["A chapter begins with a segment that was not given."] : []),
    ...(title && overview ? [] : ["The title or the overview is empty or names a time."]),
    ...(begun.some((chapter) => chapter.title === "") ? ["A chapter's title is empty or names a time."] : []),
    ...inventedNumbers([title, overview, ...begun.map((chapter) => chapter.title)], parts),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const firsts = inOrder(begun);
  const wanted = show.flatMap((id) => positions.get(id) ?? []);
  return {
    ok: true,
    value: {
      title,
      overview,
      chapters: firsts.map(({ title: name, first }, i) => ({
        title: name,
        start: i === 0 ? (parts[0]?.coverage.start ?? 0) : (segments[first]?.start ?? 0),
        end: segments[firsts[i + 1]?.first ?? segments.length]?.start ?? parts.at(-1)?.coverage.end ?? 0,
      })),
      shown: shownOf(
        wanted,
        stretches(
          firsts.map(({ first }) => first),
          segments.length,
        ),
        stretches(firstOfParts(parts), segments.length),
      ),
      isMissing: false,
    },
  };
}

/** Of fewer segments one chapter may well hold most. */
const MANY_SEGMENTS = 12;
const MOST_OF_ALL = 0.6;

/** True where chapters are told for the beginning, and the rest is left to the last one: what small models do with long lists. */
function isLopsided(begun: readonly Begun[], count: number): boolean {
  if (count < MANY_SEGMENTS || begun.length < 2) return false;
  const firsts = [...inOrder(begun).map(({ first }) => first), count];
  return firsts.some((first, i) => i > 0 && first - (firsts[i - 1] ?? 0) > MOST_OF_ALL * count);
}

interface Begun {
  readonly title: string;
  /** Position of its first segment. */
  readonly first: number;
}

/** Of two chapters that begin with one segment the earlier told; the first one begins the video. */
function inOrder(begun: readonly Begun[]): Begun[] {
  const ordered = begun.toSorted((a, b) => a.first - b.first);
  const once = ordered.filter(({ first }, i) => first !== ordered[i - 1]?.first);
  return once.map((chapter, i) => (i === 0 ? { ...chapter, first: 0 } : chapter));
}

/** Each ends where the next one begins. */
function stretches(firsts: readonly number[], end: number) {
  return firsts
    .map((first, i) => ({ first, end: firsts[i + 1] ?? end }))
    .filter((one) => one.first < one.end);
}

/** Positions of the segments that a part begins with. */
function firstOfParts(parts: readonly Summary[]): number[] {
  let position = 0;
  return parts.map(({ segments }) => {
    const first = position;
    position += segments.length;
    return first;
  });
}

/** An outline may not add what no part says; a number of two and more digits is what can be told for sure. */
function inventedNumbers(texts: readonly string[], parts: readonly Summary[]): string[] {
  const numbersIn = (told: string) => told.match(/\p{Nd}{2,}/gu) ?? [];
  const known = new Set(
    parts.flatMap(({ title, overview, segments }) => [
      ...numbersIn(`${title} ${overview}`),
      ...segments.flatMap(({ theme, description, significance }) =>
        numbersIn(`${theme} ${description} ${significance}`),
      ),
    ]),
  );
  return texts.flatMap(numbersIn).every((number) => known.has(number))
    ? []
    : ["It names a number that no description names."];
}
