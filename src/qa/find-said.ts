import { createIndex } from "../search/create-index.ts";
import { fuse } from "../search/fuse.ts";
import type { Cue } from "../sound/transcript.ts";
import type { TimeRange } from "../video/video.ts";
import { estimateTextTokens } from "../vision/tokens.ts";
import { topicOf } from "./about-speech.ts";
import type { FrozenContext } from "./context.ts";

/** Lines that belong together lie within so many seconds: as long as a thought takes to say. */
const PASSAGE = 30;
/** A look begins a little before the words and ends a little after them. */
const AROUND = 2;
/** So many of the best lines; more would be half of a conversation. */
const MOST_LINES = 12;

/** Where a video speaks of what a question is about. */
export interface Said {
  /** The part in which most of it is said, in seconds within the video. */
  readonly window: TimeRange;
  /** The lines that were found, and those around the best of them, in order of time. */
  readonly lines: readonly Cue[];
  /** The lines that were found, the best first. */
  readonly ranked: readonly Cue[];
}

/** Searches what was said for the words of a question; null where none of them was said. */
export function findSaid(question: string, cues: readonly Cue[], duration: number): Said | null {
  if (cues.length === 0) return null;
  const scores = new Map(createIndex(cues)(topicOf(question)).map(({ id, score }) => [id, score]));
  const hits = cues.filter(({ id }) => scores.has(id));
  const passage = bestPassage(hits, ({ id }) => scores.get(id) ?? 0);
  const [first] = passage;
  if (!first) return null;
  const end = Math.max(...passage.map((cue) => cue.end));
  const window = { start: Math.max(0, first.start - AROUND), end: Math.min(duration, end + AROUND) };
  const best = new Set([...scores.keys()].slice(0, MOST_LINES));
  const lines = cues.filter((cue) => best.has(cue.id) || overlaps(cue, window));
  const ranked = hits.toSorted((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0));
  return { window, lines, ranked };
}

/** The lines, not longer apart than a passage, that together match best; the earliest of those as good. */
function bestPassage(hits: readonly Cue[], scoreOf: (cue: Cue) => number): readonly Cue[] {
  let best: readonly Cue[] = [];
  let most = 0;
  for (const [i, { start }] of hits.entries()) {
    const passage = hits.slice(i).filter((cue) => cue.start < start + PASSAGE);
    const score = passage.reduce((sum, cue) => sum + scoreOf(cue), 0);
    if (score > most) [best, most] = [passage, score];
  }
  return best;
}

function overlaps(cue: TimeRange, window: TimeRange): boolean {
  return cue.start < window.end && cue.end > window.start;
}

/** The lines that were said in these parts. */
export function saidWithin(cues: readonly Cue[], windows: readonly TimeRange[]): Cue[] {
  return cues.filter((cue) => windows.some((window) => overlaps(cue, window)));
}

/** As many as the room holds, `first` before others; in order of time, each once. */
export function linesThatFit(first: readonly Cue[], others: readonly Cue[], tokens: number): Cue[] {
  const kept = new Map<string, Cue>();
  let left = tokens;
  for (const cue of [...first, ...others]) {
    const cost = estimateTextTokens(cue.text) + LINE_FRAME;
    if (kept.has(cue.id) || cost > left) continue;
    left -= cost;
    kept.set(cue.id, cue);
  }
  return [...kept.values()].toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Tokens of an id, brackets and quotation marks. */
const LINE_FRAME = 10;

/** Seconds: what is said and seen so near to each other is one place. */
const NEAR = 15;

interface Found {
  /** Where the words of the question are said; null where they are not, or where it is not about speech. */
  readonly said: Said | null;
  /** Times of frames that show what it is about, the best first; empty where there are no vectors. */
  readonly seen: readonly number[];
}

/** The part to look at closer: where its words are said, unless a frame shows more clearly what is meant. */
export function placeToLook(
  { said, seen }: Found,
  { duration, within }: Pick<FrozenContext, "duration" | "within">,
): TimeRange | undefined {
  const inside = seen.filter((time) => !within || (time >= within.start && time < within.end));
  if (inside.length === 0) return said?.window;
  const spoken = said?.ranked.map(({ start }) => start) ?? [];
  const [best] = fuse([spoken, inside], (a, b) => Math.abs(a - b) < NEAR);
  if (best === undefined) return said?.window;
  if (said && best >= said.window.start && best < said.window.end) return said.window;
  return { start: Math.max(0, best - AROUND), end: Math.min(duration, best + AROUND) };
}
