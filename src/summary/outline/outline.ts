import type { Chapter } from "../ask/prompt.ts";
import { TEXT_LIMITS } from "../ask/prompt.ts";
import { shorten } from "../ask/reply.ts";
import type { Summary } from "../summary.ts";

/** What is written over all parts of a long video. Positions are those of all parts' segments together, in order. */
export interface Outline {
  readonly title: string;
  readonly overview: string;
  readonly chapters: readonly Chapter[];
  /** Segments to show, ascending. */
  readonly shown: readonly number[];
  /** No model has written it: the parts stand in order. */
  readonly isMissing: boolean;
}

/** Segments that a message shows at most: what every platform carries beside its text, in an hour's reading. */
export const MOST_SHOWN = 24;

/** The parts in order with their own titles, for where no model could write more. */
export function outlineOfParts(
  parts: readonly (Pick<Summary, "title" | "overview" | "coverage"> & {
    readonly segments: readonly unknown[];
  })[],
): Outline {
  const chapters = parts.map(({ title, coverage: { start, end } }) => ({ title, start, end }));
  const overview = parts
    .map((part) => part.overview)
    .filter((text) => text !== "")
    .join(" ");
  return {
    title: "",
    overview: shorten(overview, TEXT_LIMITS.overview),
    chapters: chapters.filter(({ title }) => title !== ""),
    shown: spread(parts),
    isMissing: true,
  };
}

/** Positions of at most as many segments as are shown: of each part its share, at even distances. */
function spread(parts: readonly { readonly segments: readonly unknown[] }[]): number[] {
  const total = parts.reduce((sum, { segments }) => sum + segments.length, 0);
  if (total <= MOST_SHOWN) return Array.from({ length: total }, (_, i) => i);
  return Array.from({ length: MOST_SHOWN }, (_, i) => Math.floor((i * total) / MOST_SHOWN));
}
