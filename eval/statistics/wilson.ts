import type { Interval } from "./resample.ts";

/** Of the normal distribution, for 95 in 100. */
const Z = 1.959964;

/** The 95 % interval of a share (Wilson 1927), which stays within 0 and 1 also for few and for none. */
export function wilson(hits: number, of: number): Interval {
  if (of === 0) return { low: 0, high: 1 };
  const share = hits / of;
  const scale = 1 + Z ** 2 / of;
  const middle = (share + Z ** 2 / (2 * of)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
