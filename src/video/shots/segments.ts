import { type Candidate, isPoor, type ScanResult, shotsOf, withFringe } from "./scan-result.ts";
import { distance } from "./signature.ts";

/** A run of chosen frames that belong together by picture alone. Indices into the frames given, both inclusive. */
export interface PictureSegment {
  readonly from: number;
  readonly to: number;
  /** The frame most like all others of the run, and at rest. */
  readonly key: number;
}

/**
 * Splits frames into at most `count` runs by what they show. Frames not worth showing (black, blank,
 * within a transition) belong to the run around them and are no keyframes, unless most are like that.
 */
export function segmentByPicture(frames: readonly Candidate[], count: number): PictureSegment[] {
  const worthy = frames.flatMap((frame, i) => (isPoor(frame, { candidates: frames }) ? [] : [i]));
  const places = worthy.length > frames.length / 2 ? worthy : frames.map((_, i) => i);
  const runs = optimalRuns(
    places.flatMap((i) => frames[i] ?? []),
    count,
  );
  return runs.map(({ from, key }, i) => ({
    from: i === 0 ? 0 : (places[from] ?? 0),
    to: (places[runs[i + 1]?.from ?? -1] ?? frames.length) - 1,
    key: places[key] ?? 0,
  }));
}

/**
 * Splits frames into at most `count` runs with the least difference inside the runs: an optimal 1-D segmentation by
 * dynamic programming (Bellman, 1961). Runs may not be fewer than one frame. O(count x frames^2).
 */
function optimalRuns(frames: readonly Candidate[], count: number): PictureSegment[] {
  const n = frames.length;
  const parts = Math.min(count, n);
  const cost = runCosts(frames, parts);
  const best = Array.from({ length: parts + 1 }, () =>
    new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY),
  );
  const cut = Array.from({ length: parts + 1 }, () => new Int32Array(n + 1));
  const row = (k: number) => best[k] ?? new Float64Array();
  row(0)[0] = 0;
  for (let k = 1; k <= parts; k++) {
    for (let end = k; end <= n; end++) {
      for (let start = k - 1; start < end; start++) {
        const total = (row(k - 1)[start] ?? 0) + cost(start, end - 1);
        if (total < (row(k)[end] ?? 0)) {
          row(k)[end] = total;
          (cut[k] ?? new Int32Array())[end] = start;
        }
      }
    }
  }
  const runs: PictureSegment[] = [];
  for (let k = parts, end = n; k > 0; k--) {
    const from = cut[k]?.[end] ?? 0;
    runs.unshift({ from, to: end - 1, key: medoid(frames, from, end - 1) });
    end = from;
  }
  return runs;
}

/** How much runs of equal length are preferred: where every shot differs, no split is better than another. */
const BALANCE = 0.3;

/**
 * Sum of the distances of a run's frames to the one in its middle, cheap and additive enough to compare runs; and a
 * part that grows with the square of its length, in units of what neighbours differ by.
 */
function runCosts(frames: readonly Candidate[], parts: number): (from: number, to: number) => number {
  const steps = frames.slice(1).map((frame, i) => distance((frames[i] ?? frame).signature, frame.signature));
  const usual = steps.reduce((sum, step) => sum + step, 0) / Math.max(1, steps.length);
  const weights = weightsOf(frames);
  const known = new Map<number, number>();
  const between = (a: number, b: number) => {
    const key = a * frames.length + b;
    const [x, y] = [frames[a], frames[b]];
    const value = known.get(key) ?? (x && y ? distance(x.signature, y.signature) : 0);
    known.set(key, value);
    return value;
  };
  return (from, to) => {
    const middle = (from + to) >> 1;
    let sum = 0;
    for (let i = from; i <= to; i++)
      sum += (weights[i] ?? 1) * between(Math.min(i, middle), Math.max(i, middle));
    return sum + (BALANCE * usual * parts * (to - from + 1) ** 2) / frames.length;
  };
}

/**
 * The square root of how long a frame stands for, the mean being 1: who comes in is sampled densely and is over in a
 * second, who stays is one frame for ten. Less than the time itself, or short shots would not count at all.
 */
function weightsOf(frames: readonly Candidate[]): number[] {
  const roots = frames.map((frame, i) => {
    const [before, after] = [frames[i - 1] ?? frame, frames[i + 1] ?? frame];
    return Math.sqrt(Math.max(0, after.timestamp - before.timestamp));
  });
  const mean = roots.reduce((sum, root) => sum + root, 0) / Math.max(1, roots.length);
  return roots.map((root) => (mean > 0 ? root / mean : 1));
}

/** Weight of motion against likeness: a picture in motion, or a title that is just fading in, makes a poor key. */
const UNREST = 2;

function medoid(frames: readonly Candidate[], from: number, to: number): number {
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  const weights = weightsOf(frames).slice(from, to + 1);
  const weight = weights.reduce((sum, one) => sum + one, 0);
  for (let i = from; i <= to; i++) {
    const frame = frames[i];
    if (!frame) continue;
    const sum = frames
      .slice(from, to + 1)
      .reduce((total, other, k) => total + (weights[k] ?? 1) * distance(frame.signature, other.signature), 0);
    const poorness = sum / weight + UNREST * frame.difference;
    if (poorness < least) [best, least] = [i, poorness];
  }
  return best;
}

/** Keys that differ by less than this share of what the most different neighbours differ by look the same to a person. */
const ALIKE = 0.2;

/** A picture that moves less than this is a slide, a screen or a tripod's, and what differs between two was put there. */
const AT_REST = 0.1;
/** At rest only noise and a pointer differ by so little. */
const SAME_AT_REST = 2;

/** Joins neighbouring runs whose keys look alike, measured by how much this video's keys differ at all. */
export function joinAlike(frames: readonly Candidate[], runs: readonly PictureSegment[]): PictureSegment[] {
  const between = (a: PictureSegment, b: PictureSegment) => {
    const [x, y] = [frames[a.key], frames[b.key]];
    return x && y ? distance(x.signature, y.signature) : 0;
  };
  const atRest = ({ key }: PictureSegment) => (frames[key]?.difference ?? 0) < AT_REST;
  const steps = runs.slice(1).map((run, i) => between(runs[i] ?? run, run));
  const alike = ALIKE * Math.max(0, ...steps);
  const joined: PictureSegment[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    const limit = last && atRest(last) && atRest(run) ? Math.min(alike, SAME_AT_REST) : alike;
    if (last && between(last, run) <= limit) joined[joined.length - 1] = { ...last, to: run.to };
    else joined.push(run);
  }
  return joined;
}

/** Where the video changes from one frame's part to the next: the first cut between them, else the later frame itself. */
export function boundaryBetween(scan: ScanResult, earlier: number, later: number): number {
  return scan.cuts.find((cut) => cut > earlier && cut <= later) ?? later;
}

/** The shot that holds a moment. */
export function shotAt(scan: ScanResult, time: number): { start: number; end: number } {
  const shot = shotsOf(scan).find(({ start, end }) => time >= start && time < end) ?? scan.range;
  // What is left of it without the transitions at its ends, unless the moment lies in one.
  let { start, end } = shot;
  for (const transition of scan.transitions ?? []) {
    const blended = withFringe(transition);
    if (transition.end <= time) start = Math.max(start, Math.min(time, blended.end));
    if (transition.start > time) end = Math.min(end, Math.max(time, blended.start));
  }
  return { start, end };
}
