import { table } from "../../bench/table.ts";
import { FIGURES, type Figure, type FigureName } from "../figures.ts";
import { compare } from "../statistics/compare.ts";
import { FIGURE_NAMES } from "../statistics/compute-figures.ts";
import type { VariantResult } from "./result.ts";

/** "0.83 (0.70–0.92)" */
function figureText({ value, low, high }: Figure): string {
  return `${rounded(value)} (${rounded(low)}–${rounded(high)})`;
}

function rounded(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2);
}

/** One table for all variants: a row each, and the figures that any of them has as columns. */
export function figureTable(results: readonly VariantResult[]): string {
  const shown = FIGURE_NAMES.filter((name) => results.some(({ figures }) => figures[name]));
  const rows = shown.map((name) => [
    `${name} (${FIGURES[name].unit})`,
    ...results.map(({ figures }) => {
      const figure = figures[name];
      return figure ? figureText(figure) : "-";
    }),
  ]);
  return table(["", ...results.map(({ name }) => name)], rows);
}

/** Each figure of the second beside the first: better, worse, or cannot tell. */
export function comparisonTable(first: VariantResult, second: VariantResult): string {
  const rows = compare(first.graded, second.graded).map(
    ({ figure, verdict, difference, low, high, cases }) => [
      titleOf(figure),
      `${rounded(difference)} (${rounded(low)}–${rounded(high)})`,
      String(cases),
      verdict,
    ],
  );
  return `${second.name} against ${first.name}\n${table(["", "difference", "cases", ""], rows)}`;
}

function titleOf(figure: FigureName): string {
  return `${figure} (${FIGURES[figure].better} is better)`;
}
