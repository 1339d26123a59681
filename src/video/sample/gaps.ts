import type { Candidate, ScanResult } from "../shots/scan-result.ts";

/** How much a busy gap is preferred to a quiet one of the same length: at most this many times. */
const BUSY = 4;

/** Between two chosen candidates, by their places in the list; -1 and the list's length are the ends of the video. */
interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Adds the middle of the most rewarding gap until the budget is used or no gap holds anything more. */
export function fillGaps(scan: ScanResult, chosen: Set<Candidate>, budget: number): void {
  const { range } = scan;
  // A dissolve is the busiest gap of all, and none of its frames is worth showing.
  const candidates = scan.candidates.filter((one) => !one.mixed || chosen.has(one));
  const happened = cumulativeActivity(candidates);
  const total = Math.max(happened.at(-1) ?? 0, 1e-9);
  const length = Math.max(range.end - range.start, 1e-9);
  const time = (i: number) => candidates[i]?.timestamp ?? (i < 0 ? range.start : range.end);
  const reward = ({ from, to }: Gap) => {
    // A gap at an end has a chosen frame on one side only.
    const open = from < 0 || to === candidates.length ? 2 : 1;
    const seconds = (time(to) - time(from)) * open;
    const busy = ((happened[to] ?? total) - (happened[from] ?? 0)) / total / Math.max(seconds / length, 1e-9);
    return to - from < 2 ? 0 : seconds * Math.min(BUSY, 1 + busy);
  };
  const picks = [-1, ...candidates.flatMap((one, i) => (chosen.has(one) ? [i] : [])), candidates.length];
  const gaps = picks.slice(1).map((to, i): Gap => ({ from: picks[i] ?? -1, to }));
  while (chosen.size < budget) {
    gaps.sort((a, b) => reward(a) - reward(b));
    const gap = gaps.pop();
    if (!gap || reward(gap) === 0) return;
    const middle = splitPoint(candidates, gap);
    const candidate = candidates[middle];
    if (candidate) chosen.add(candidate);
    gaps.push({ from: gap.from, to: middle }, { from: middle, to: gap.to });
  }
}

/** The most settled candidate in the middle third of a gap. */
function splitPoint(candidates: readonly Candidate[], { from, to }: Gap): number {
  const third = Math.floor((to - from) / 3);
  let best = from + Math.max(1, Math.floor((to - from) / 2));
  const cost = (i: number) => candidates[i]?.difference ?? 0;
  for (let i = Math.max(from + 1, from + third); i <= Math.min(to - 1, to - third); i++) {
    if (cost(i) < cost(best) - 1) best = i;
  }
  return best;
}

function cumulativeActivity(candidates: readonly Candidate[]): number[] {
  let sum = 0;
  return candidates.map(({ activity }) => {
    sum += activity;
    return sum;
  });
}
