import { createIndex } from "../search/create-index.ts";
import type { Cue } from "../sound/transcript.ts";
import type { TimeRange } from "../video/video.ts";
import { estimateTextTokens } from "../vision/tokens.ts";
import { topicOf } from "./about-speech.ts";

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
  return { window, lines };
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
