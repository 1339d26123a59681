import { FIGURES, type FigureName } from "../figures.ts";
import { FIGURE_NAMES, type Graded, statisticOf } from "./compute-figures.ts";
import { bootstrap, chanceOf } from "./resample.ts";

export interface Comparison {
  readonly figure: FigureName;
  /** Of the second, seen from the first. */
  readonly verdict: "better" | "worse" | "cannot tell";
  /** The second's value less the first's, with its 95 % interval. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** Cases that both have. */
  readonly cases: number;
}

/** A difference that comes by chance more often than this is none. */
const CHANCE = 0.05;

/**
 * Two variants over the cases that both have. Cases are drawn as pairs, so that what is hard about a video does not count as a
 * difference. "Cannot tell" where the interval of the difference holds zero, or where exchanging the two variants at random makes
 * as large a difference too often: with five cases it always does, since all five fall the same way once in sixteen times.
 */
export function compare(first: Graded, second: Graded): Comparison[] {
  const shared = [...first.keys()].filter((id) => second.has(id));
  return FIGURE_NAMES.flatMap((figure) => {
    const pairs = shared.flatMap((id) => {
      const [a, b] = [first.get(id)?.[figure], second.get(id)?.[figure]];
      return a && b && a.of > 0 && b.of > 0 ? [{ a, b }] : [];
    });
    const statistic = statisticOf(figure);
    const differenceAt = (drawn: typeof pairs) => {
      const [before, after] = [statistic(drawn.map(({ a }) => a)), statistic(drawn.map(({ b }) => b))];
      return before === null || after === null ? null : after - before;
    };
    const difference = differenceAt(pairs);
    const interval = bootstrap(pairs.length, (positions) =>
      differenceAt(positions.flatMap((i) => pairs[i] ?? [])),
    );
    if (difference === null || interval === null) return [];
    const chance = chanceOf(pairs.length, difference, (isExchanged) =>
      differenceAt(pairs.map(({ a, b }, i) => (isExchanged(i) ? { a: b, b: a } : { a, b }))),
    );
    const verdict = chance > CHANCE ? "cannot tell" : verdictOf(figure, interval);
    return [{ figure, verdict, difference, ...interval, cases: pairs.length }];
  });
}

function verdictOf(
  figure: FigureName,
  { low, high }: { readonly low: number; readonly high: number },
): Comparison["verdict"] {
  if (low <= 0 && high >= 0) return "cannot tell";
  return low > 0 === (FIGURES[figure].better === "more") ? "better" : "worse";
}
