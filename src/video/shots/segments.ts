import { type Candidate, type ScanResult, shotsOf } from "./scan-result.ts";
import { distance } from "./signature.ts";

/** A run of chosen frames that belong together by picture alone. Indices into the frames given, both inclusive. */
export interface PictureSegment {
  readonly from: number;
  readonly to: number;
  /** The frame most like all others of the run. */
  readonly key: number;
}

/**
 * Splits frames into at most `count` runs with the least difference inside the runs: an optimal 1-D segmentation by
 * dynamic programming (Bellman, 1961). Runs may not be fewer than one frame. O(count x frames^2).
 */
export function segmentByPicture(frames: readonly Candidate[], count: number): PictureSegment[] {
  const n = frames.length;
  const parts = Math.min(count, n);
  const cost = runCosts(frames);
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

/** Sum of the distances of a run's frames to the one in its middle; cheap, and additive enough to compare runs. */
function runCosts(frames: readonly Candidate[]): (from: number, to: number) => number {
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
    for (let i = from; i <= to; i++) sum += between(Math.min(i, middle), Math.max(i, middle));
    return sum;
  };
}

function medoid(frames: readonly Candidate[], from: number, to: number): number {
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  for (let i = from; i <= to; i++) {
    const frame = frames[i];
    if (!frame) continue;
    const sum = frames
      .slice(from, to + 1)
      .reduce((total, other) => total + distance(frame.signature, other.signature), 0);
    if (sum < least) [best, least] = [i, sum];
  }
  return best;
}

/** Where the video changes from one frame's part to the next: the first cut between them, else the later frame itself. */
export function boundaryBetween(scan: ScanResult, earlier: number, later: number): number {
  return scan.cuts.find((cut) => cut > earlier && cut <= later) ?? later;
}

/** The shot that holds a moment. */
export function shotAt(scan: ScanResult, time: number): { start: number; end: number } {
  const shot = shotsOf(scan).find(({ start, end }) => time >= start && time < end);
  return shot ?? scan.range;
}
