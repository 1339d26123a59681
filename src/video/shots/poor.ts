import type { Candidate, Shot } from "./scan-result.ts";

/** Video black is 16, and a picture of one tone has no contrast but noise. */
const DARK = 24;
const FLAT = 5;
/** Below this share of the usual contrast around it a frame is half faded. */
const FADED = 0.55;

/** True for a frame that nobody would choose to show: two pictures at once, black, blank, or half faded. */
export function isPoor(
  { mixed, brightness, contrast }: Candidate,
  { candidates }: Pick<Shot, "candidates">,
): boolean {
  return (
    mixed === true || brightness < DARK || contrast < FLAT || contrast < FADED * usualContrast(candidates)
  );
}

const known = new WeakMap<readonly Candidate[], number>();

function usualContrast(candidates: readonly Candidate[]): number {
  const before = known.get(candidates);
  if (before !== undefined) return before;
  const sorted = candidates.map(({ contrast }) => contrast).sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1] ?? 0;
  known.set(candidates, median);
  return median;
}
