import { createRandom } from "../../bench/clips/random.ts";
import type { Tally } from "../grade/tally.ts";

/** Samples; the ends of an interval then vary by less than they are wide. */
const SAMPLES = 2_000;
const CONFIDENCE = 0.95;
/** The same numbers in each run: a figure must not change because it is computed again. */
const SEED = 20_261_129;

/** What a figure is over several cases: a rate, or a quantile of all their measurements. Null where nothing was counted. */
export type Statistic = (tallies: readonly Tally[]) => number | null;

export const rate: Statistic = (tallies) => {
  const of = tallies.reduce((sum, tally) => sum + tally.of, 0);
  return of === 0 ? null : tallies.reduce((sum, { hits }) => sum + hits, 0) / of;
};

export function quantile(share: number): Statistic {
  return (tallies) => {
    const values = tallies.flatMap((tally) => tally.values ?? []).toSorted((a, b) => a - b);
    return values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? null;
  };
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The 95 % interval of what `compute` makes of `count` cases, by the percentile bootstrap (Efron 1979): cases are drawn with
 * replacement. It gets positions. Null where no sample has a value.
 */
export function bootstrap(
  count: number,
  compute: (positions: readonly number[]) => number | null,
): Interval | null {
  const random = createRandom(SEED);
  const values: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) {
    const value = compute(Array.from({ length: count }, () => Math.floor(random() * count)));
    if (value !== null) values.push(value);
  }
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.min(values.length - 1, Math.floor(share * values.length))];
  const [low, high] = [at((1 - CONFIDENCE) / 2), at((1 + CONFIDENCE) / 2)];
  return low === undefined || high === undefined ? null : { low, high };
}

/** Up to so many cases all exchanges are tried; of more, as many by chance as an interval has samples. */
const ALL_UP_TO = 10;

/**
 * How often a difference as large as this one comes where two variants are exchanged in any of `count` cases: the paired
 * permutation test (Fisher 1935). The exchange that is none counts too, so it is never zero.
 */
export function chanceOf(
  count: number,
  difference: number,
  differenceAfter: (isExchanged: (position: number) => boolean) => number | null,
): number {
  const random = createRandom(SEED);
  const isAll = count <= ALL_UP_TO;
  const tries = isAll ? 2 ** count : SAMPLES;
  let asLarge = isAll ? 0 : 1;
  for (let i = 0; i < tries; i++) {
    const drawn = isAll ? [] : Array.from({ length: count }, () => random() < 0.5);
    const found = differenceAfter((position) =>
      isAll ? Math.floor(i / 2 ** position) % 2 === 1 : (drawn[position] ?? false),
    );
    if (found !== null && Math.abs(found) >= Math.abs(difference) - ROUNDING) asLarge++;
  }
  return asLarge / (isAll ? tries : tries + 1);
}

/** Sums of the same numbers in another order differ by this much at most. */
const ROUNDING = 1e-9;
