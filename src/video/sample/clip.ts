import type { Vector } from "../../util/vectors.ts";
import type { Candidate, ScanResult } from "../shots/scan-result.ts";
import { medoidsOf } from "./medoids.ts";
import { floorOf, mixed } from "./mixed.ts";

/** Candidates that are compared, as a multiple of the frames that are wanted; each costs a picture and a vector. */
const PER_FRAME = 3;
const MOST_CANDIDATES = 256;

/** The candidates that are worth a vector: those that the default strategy would choose with more frames. */
export function candidatesForMeaning(scan: ScanResult, budget: number): readonly Candidate[] {
  return mixed.choose(scan, Math.max(budget, Math.min(PER_FRAME * budget, MOST_CANDIDATES)));
}

/** A candidate with what its picture means. */
export interface Understood {
  readonly candidate: Candidate;
  readonly vector: Vector;
}

/**
 * Strategy "clip": as many frames as fit that differ in meaning, so that each candidate is like one of them. The last moment stays,
 * and no gap is wider than the default strategy leaves one. `understood` ascends in time.
 */
export function chooseByMeaning(
  understood: readonly Understood[],
  scan: ScanResult,
  budget: number,
): Candidate[] {
  const medoids = medoidsOf(understood.map(({ vector }) => vector));
  const floor = floorOf(scan, budget);
  const time = (position: number) => understood[position]?.candidate.timestamp ?? scan.range.end;
  const fixed = new Set(understood.length > 0 ? [understood.length - 1] : []);
  for (;;) {
    const chosen = medoids.choose(budget, [...fixed]);
    const before = fixed.size;
    for (const [i, to] of chosen.entries()) {
      const from = chosen[i - 1] ?? -1;
      const start = from < 0 ? scan.range.start : time(from);
      const isWide = time(to) - start > floor && to - from > 1;
      if (isWide && fixed.size < budget) fixed.add(middleOf(from, to, (start + time(to)) / 2, time));
    }
    if (fixed.size === before) return chosen.flatMap((position) => understood[position]?.candidate ?? []);
  }
}

/** Of the positions between two, the one nearest to a time. */
function middleOf(from: number, to: number, middle: number, time: (position: number) => number): number {
  let best = from + 1;
  for (let i = from + 1; i < to; i++) {
    if (Math.abs(time(i) - middle) < Math.abs(time(best) - middle)) best = i;
  }
  return best;
}
