import type { Span, Truth } from "../clips/truth.ts";

export interface TransitionScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** "90/95" by kind of transition. */
  readonly byKind: Readonly<Record<string, string>>;
  /** Found where a flash was. */
  readonly flashes: number;
  readonly counts: Counts;
}

interface Counts {
  /** Right ones among the reported. */
  readonly found: number;
  readonly reported: number;
  readonly all: number;
  readonly flashes: number;
  readonly byKind: Readonly<Record<string, { readonly found: number; readonly all: number }>>;
}

/** A found cut counts when it lies within this many seconds of the true one, or inside the transition. */
const TOLERANCE = 0.12;

/** Each found cut may account for one transition. */
export function scoreTransitions({ transitions, flashes }: Truth, cuts: readonly number[]): TransitionScore {
  const left = new Set(cuts);
  const byKind: Record<string, { found: number; all: number }> = {};
  for (const { kind, start, end } of transitions) {
    const tally = byKind[kind] ?? { found: 0, all: 0 };
    const hit = [...left].find((cut) => cut >= start - TOLERANCE && cut <= end + TOLERANCE);
    if (hit !== undefined) left.delete(hit);
    byKind[kind] = { found: tally.found + (hit === undefined ? 0 : 1), all: tally.all + 1 };
  }
  const nearFlash = (cut: number) => flashes.some(({ start, end }) => cut > start - 0.3 && cut < end + 0.3);
  return scoreOf({
    found: cuts.length - left.size,
    reported: cuts.length,
    all: transitions.length,
    flashes: [...left].filter(nearFlash).length,
    byKind,
  });
}

/** One score for several films, each transition and each report counted alike. */
export function pooled(scores: readonly TransitionScore[]): TransitionScore {
  const counts = scores.map((score) => score.counts);
  const sum = (pick: (one: Counts) => number) => counts.reduce((total, one) => total + pick(one), 0);
  const kinds = new Set(counts.flatMap(({ byKind }) => Object.keys(byKind)));
  return scoreOf({
    found: sum(({ found }) => found),
    reported: sum(({ reported }) => reported),
    all: sum(({ all }) => all),
    flashes: sum(({ flashes }) => flashes),
    byKind: Object.fromEntries(
      [...kinds].map((kind) => [
        kind,
        {
          found: sum(({ byKind }) => byKind[kind]?.found ?? 0),
          all: sum(({ byKind }) => byKind[kind]?.all ?? 0),
        },
      ]),
    ),
  });
}

function scoreOf(counts: Counts): TransitionScore {
  const { found, reported, all, flashes, byKind } = counts;
  const precision = reported > 0 ? found / reported : 1;
  const recall = all > 0 ? found / all : 1;
  return {
    precision,
    recall,
    f1: found > 0 ? (2 * precision * recall) / (precision + recall) : 0,
    byKind: Object.fromEntries(Object.entries(byKind).map(([kind, t]) => [kind, `${t.found}/${t.all}`])),
    flashes,
    counts,
  };
}

/** How many of the spans hold one of the times. */
export function seen(spans: readonly Span[], times: readonly number[]): number {
  return spans.filter(({ start, end }) => times.some((time) => time >= start && time < end)).length;
}

/**
 * The fewest frames in which every shot and every text change can be seen. One frame does for a shot and for the text
 * that stands in it, but a slide whose text changes twice needs two (the fewest points that stab all intervals).
 */
export function leastFrames({ shots, textChanges }: Truth): number {
  let count = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const { start, end } of [...shots, ...textChanges].sort((a, b) => a.end - b.end)) {
    if (start <= last) continue;
    count++;
    last = end - 1e-6;
  }
  return count;
}

export interface Coverage {
  readonly frames: number;
  /** Share of the true shots with a chosen frame, and the best that so many frames could do. */
  readonly shots: number;
  readonly best: number;
  readonly textChanges: string;
  readonly marks: string;
  readonly subjects: string;
  /** Seconds. */
  readonly largestGap: number;
}

/** What a detector's cuts alone would choose: the middle of each shot, of as many at even distances as there are frames. */
export function middlesOf(cuts: readonly number[], duration: number, budget: number): number[] {
  const bounds = [0, ...cuts, duration];
  const middles = bounds.slice(1).map((end, i) => ((bounds[i] ?? 0) + end) / 2);
  if (middles.length <= budget) return middles;
  const at = (i: number) => Math.round((i * (middles.length - 1)) / Math.max(1, budget - 1));
  return Array.from({ length: budget }, (_, i) => middles[at(i)] ?? 0);
}

export function coverageOf(truth: Truth, times: readonly number[], budget: number): Coverage {
  const of = (spans: readonly Span[]) => `${seen(spans, times)}/${spans.length}`;
  const stops = [0, ...times, truth.duration];
  return {
    frames: times.length,
    shots: seen(truth.shots, times) / truth.shots.length,
    best: Math.min(1, budget / truth.shots.length),
    textChanges: of(truth.textChanges),
    marks: of(truth.marks),
    subjects: of(truth.subjects),
    largestGap: Math.max(...stops.slice(1).map((stop, i) => stop - (stops[i] ?? 0))),
  };
}
