import type { Candidate, ScanResult } from "../shots/scan-result.ts";

/**
 * Chooses which candidates the model gets to see. The choice depends on the video and the budget alone, never
 * on a question, so that every request about one video begins with the same frames.
 */
export interface SamplingStrategy {
  readonly name: "interval" | "cuts" | "motion" | "mixed";
  /** At most `budget` (at least 1) of the scan's candidates, ascending in time. */
  choose(scan: ScanResult, budget: number): readonly Candidate[];
}

/** The candidate nearest to a moment. The list must not be empty and ascends in time. */
export function nearest(candidates: readonly Candidate[], time: number): Candidate {
  const [first] = candidates;
  if (!first) throw new RangeError("no candidates");
  return candidates.reduce(
    (best, candidate) =>
      Math.abs(candidate.timestamp - time) < Math.abs(best.timestamp - time) ? candidate : best,
    first,
  );
}

/** Sorted by time, each once. */
export function inOrder(chosen: Iterable<Candidate>): Candidate[] {
  return [...new Set(chosen)].sort((a, b) => a.timestamp - b.timestamp);
}

/** `count` of the items at even distances, both ends among them; the middle one where only one is asked for. */
export function evenly<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  const at = (i: number) => (count === 1 ? (items.length - 1) / 2 : (i * (items.length - 1)) / (count - 1));
  const picked = Array.from({ length: Math.max(0, count) }, (_, i) => items[Math.round(at(i))]);
  return picked.filter((item) => item !== undefined);
}
