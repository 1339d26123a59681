import { MOST_SHOWN } from "./outline.ts";

/** Positions of segments, from the first up to but not including the end. */
interface Stretch {
  readonly first: number;
  readonly end: number;
}

/**
 * Segments to show, ascending: one of each chapter and of each part at least, and then what was wished, of each part in turn. A
 * model that names the first ones of a long list would else leave the end of the video unseen.
 */
export function shownOf(
  wanted: readonly number[],
  chapters: readonly Stretch[],
  parts: readonly Stretch[],
): number[] {
  const shown = new Set<number>();
  const within = ({ first, end }: Stretch) =>
    wanted.filter((position) => position >= first && position < end);
  for (const stretch of [...chapters, ...evenly(parts, MOST_SHOWN - chapters.length)]) {
    if ([...shown].some((position) => position >= stretch.first && position < stretch.end)) continue;
    shown.add(within(stretch)[0] ?? stretch.first);
  }
  for (const position of inTurn(parts.map(within))) if (shown.size < MOST_SHOWN) shown.add(position);
  return [...shown].toSorted((a, b) => a - b);
}

/** Where there are more than so many, as many at even distances. */
function evenly<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]).filter(
    (one) => one !== undefined,
  );
}

/** The first of each list, then the second of each. */
function inTurn(lists: readonly (readonly number[])[]): number[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat();
}
