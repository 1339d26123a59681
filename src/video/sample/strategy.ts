import { type Candidate, isPoor, type ScanResult, type Shot } from "../shots/scan-result.ts";
import { changedShare, distance } from "../shots/signature.ts";

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

/** A frame this near to a cut may still be mixed with its neighbour by the codec or by a transition. */
const SETTLING = 0.15;

/** The most settled candidate of a shot near its middle, away from both of its ends where it is long enough. */
export function representative({ start, end, candidates }: Shot): Candidate {
  const inside = candidates.filter(
    ({ timestamp }) => timestamp >= start + SETTLING && timestamp <= end - SETTLING,
  );
  const around = inside.length > 0 ? inside : candidates;
  const showing = around.filter((candidate) => !isPoor(candidate, { candidates }));
  const pool = showing.length > 0 ? showing : around;
  const middle = (start + end) / 2;
  const [first] = pool;
  if (!first) throw new RangeError("a shot holds at least one candidate");
  // One unit of difference weighs as much as a tenth of the shot's length.
  const cost = ({ timestamp, difference }: Candidate) =>
    (Math.abs(timestamp - middle) / Math.max(end - start, 1e-3)) * 10 + Math.min(difference, 10);
  return pool.reduce((best, candidate) => (cost(candidate) < cost(best) ? candidate : best), first);
}

/**
 * How many frames a second a person would want looked at, by the length of the video: 5 for the shortest, 1
 * from a minute on; then the context is the limit.
 */
export function sampleFps(seconds: number): number {
  if (seconds <= 10) return 5;
  if (seconds <= 30) return 3;
  return seconds <= 60 ? 2 : 1;
}

/** Fewer frames than this are not enough for a summary. */
const LEAST_FRAMES = 4;

/** Frames to send: what the length asks for, within what the model's context and image limit allow. */
export function frameBudget(seconds: number, framesThatFit: number): number {
  const requested = Math.max(LEAST_FRAMES, Math.ceil(seconds * sampleFps(seconds)));
  return Math.max(1, Math.min(requested, framesThatFit));
}

/** Mean difference under which two pictures look the same, as far as brightness and colour go. */
const SAME_OVERALL = 2;
/** Two of the 880 cells of a 16:9 picture: a short word appearing changes more, noise less. */
const SAME_CELLS = 2.5 / 880;

/** True where a person would not tell the two pictures apart, captions and small subjects included. */
export function nearDuplicate(a: Candidate, b: Candidate): boolean {
  return (
    distance(a.signature, b.signature) < SAME_OVERALL && changedShare(a.signature, b.signature) < SAME_CELLS
  );
}
