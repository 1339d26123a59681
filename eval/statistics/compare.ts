import { FIGURES, type FigureName } from "../figures.ts";
import { FIGURE_NAMES, type Graded, statisticOf } from "./compute-figures.ts";
import { bootstrap } from "./resample.ts";

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

/** With fewer cases an interval says nothing. */
const FEWEST_CASES = 5;

/**
 * Two variants over the cases that both have. Cases are drawn as pairs, so that what is hard about a video does not count as a
 * difference. "Cannot tell" where the interval of the difference holds zero, or there are too few cases.
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
    const cases = pairs.length;
    return [{ figure, verdict: verdictOf(figure, interval, cases), difference, ...interval, cases }];
  });
}

function verdictOf(
  figure: FigureName,
  { low, high }: { readonly low: number; readonly high: number },
  cases: number,
): Comparison["verdict"] {
  if (cases < FEWEST_CASES || (low <= 0 && high >= 0)) return "cannot tell";
  return low > 0 === (FIGURES[figure].better === "more") ? "better" : "worse";
}
