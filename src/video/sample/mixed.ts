import { type Candidate, type ScanResult, type Shot, shotsOf } from "../shots/scan-result.ts";
import { representative } from "./cuts.ts";
import { nearDuplicate } from "./duplicates.ts";
import { evenly, inOrder, type SamplingStrategy } from "./strategy.ts";

/** Share of the budget that goes to shots where there are more than frames; the rest sees what happens inside them. */
const SHOT_SHARE = 0.75;
/** No gap stays wider than the length of the video over this share of the budget, even where nothing changes. */
const FLOOR_SHARE = 0.25;
/** Below this many seconds nobody misses a second look at a picture that stands still. */
const LEAST_FLOOR = 10;
/** How much a busy gap is preferred to a quiet one of the same length: at most this many times. */
const BUSY = 4;

/**
 * The default: first and last moment, each shot its settled frame, then the gaps, the longest and busiest first.
 * A frame that looks like its neighbour is left out, unless the gap would be wider than the floor allows. The last
 * moment stays whatever it looks like, so that nobody wonders how the video ends.
 */
export const mixed: SamplingStrategy = {
  name: "mixed",
  choose(scan, budget) {
    const { candidates } = scan;
    const [first] = candidates;
    const last = candidates.at(-1);
    if (!first || !last) return [];
    if (budget === 1) return [representative({ ...scan.range, candidates })];
    const chosen = new Set([first, last]);
    for (const shot of shotsToShow(shotsOf(scan), budget)) {
      if (chosen.size < budget) chosen.add(representative(shot));
    }
    fillGaps(scan, chosen, budget);
    return withoutDuplicates(inOrder(chosen), floorOf(scan, budget));
  },
};

/** All where the budget allows it, those first that the ends of the video do not show; else some at even distances. */
function shotsToShow(shots: readonly Shot[], budget: number): readonly Shot[] {
  if (shots.length > budget) return evenly(shots, Math.min(budget - 2, Math.ceil(budget * SHOT_SHARE)));
  return [...shots.slice(1, -1), ...shots.slice(0, 1), ...shots.slice(-1)];
}

function floorOf({ range }: ScanResult, budget: number): number {
  return Math.max(LEAST_FLOOR, (range.end - range.start) / (budget * FLOOR_SHARE));
}

interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Adds the middle of the most rewarding gap until the budget is used or no gap holds anything new. */
function fillGaps({ candidates, range }: ScanResult, chosen: Set<Candidate>, budget: number): void {
  const happened = cumulativeActivity(candidates);
  const total = Math.max(happened.at(-1) ?? 0, 1e-9);
  const length = Math.max(range.end - range.start, 1e-9);
  const reward = ({ from, to }: Gap) => {
    const seconds = (candidates[to]?.timestamp ?? 0) - (candidates[from]?.timestamp ?? 0);
    const busy = ((happened[to] ?? 0) - (happened[from] ?? 0)) / total / Math.max(seconds / length, 1e-9);
    return to - from < 2 ? 0 : seconds * Math.min(BUSY, 1 + busy);
  };
  const picks = candidates.flatMap((candidate, i) => (chosen.has(candidate) ? [i] : []));
  const gaps = picks.slice(1).map((to, i): Gap => ({ from: picks[i] ?? 0, to }));
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
  for (let i = Math.max(from + 1, from + third); i <= Math.min(to - 1, to - third); i++) {
    if ((candidates[i]?.difference ?? 0) < (candidates[best]?.difference ?? 0) - 1) best = i;
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

/** Frames compared with: a picture that was away for longer than this may come again. */
const REMEMBERED = 4;

function withoutDuplicates(chosen: readonly Candidate[], floor: number): Candidate[] {
  const kept: Candidate[] = [];
  for (const [i, candidate] of chosen.entries()) {
    const recent = kept.slice(-REMEMBERED);
    const next = chosen[i + 1]?.timestamp ?? candidate.timestamp;
    const gap = next - (kept.at(-1)?.timestamp ?? candidate.timestamp);
    const isLast = i === chosen.length - 1;
    const isNew = !recent.some((other) => nearDuplicate(other, candidate));
    if (isLast || gap > floor || isNew) kept.push(candidate);
  }
  return kept;
}
