import type { EvalCase } from "../case.ts";
import { FIGURES, type FigureName, type Figures } from "../figures.ts";
import { grade } from "../grade/grade.ts";
import type { Tally } from "../grade/tally.ts";
import type { Outcome } from "../outcome.ts";
import { bootstrap, quantile, rate, type Statistic } from "./resample.ts";

const QUANTILES: Partial<Record<FigureName, number>> = { timeErrorMedian: 0.5, timeErrorMost: 0.95 };

export const FIGURE_NAMES = Object.keys(FIGURES) as FigureName[];

export function statisticOf(name: FigureName): Statistic {
  const share = QUANTILES[name];
  return share === undefined ? rate : quantile(share);
}

/** Tallies of a case by its id; several outcomes of one case, as of several seeds, count together. */
export type Graded = ReadonlyMap<string, Readonly<Record<FigureName, Tally>>>;

/** The outcomes of one variant, each held against its case. An outcome of an unknown case is left out. */
export function gradeAll(cases: readonly EvalCase[], outcomes: readonly Outcome[]): Graded {
  const byCase = Map.groupBy(outcomes, (outcome) => outcome.case);
  return new Map(
    cases.flatMap((truth) => {
      const all = (byCase.get(truth.id) ?? []).map((outcome) => grade(truth, outcome));
      return all.length === 0 ? [] : [[truth.id, together(all)] as const];
    }),
  );
}

function together(all: readonly Readonly<Record<FigureName, Tally>>[]): Readonly<Record<FigureName, Tally>> {
  const entries = FIGURE_NAMES.map((name) => {
    const tallies = all.map((one) => one[name]);
    const values = tallies.flatMap((tally) => tally.values ?? []);
    const sum = (pick: (tally: Tally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0);
    return [name, { hits: sum(({ hits }) => hits), of: sum(({ of }) => of), values }] as const;
  });
  return Object.fromEntries(entries) as unknown as Readonly<Record<FigureName, Tally>>;
}

/** Every figure over all cases that say something about it, with its interval. */
export function computeFigures(graded: Graded): Figures {
  return Object.fromEntries(
    FIGURE_NAMES.flatMap((name) => {
      const tallies = [...graded.values()].map((one) => one[name]).filter(({ of }) => of > 0);
      const statistic = statisticOf(name);
      const value = statistic(tallies);
      const at = (positions: readonly number[]) => statistic(positions.flatMap((i) => tallies[i] ?? []));
      const interval = value === null ? null : bootstrap(tallies.length, at);
      if (value === null || interval === null) return [];
      const counted = tallies.reduce((sum, { of }) => sum + of, 0);
      return [[name, { value, ...interval, cases: tallies.length, counted }]];
    }),
  );
}
