import { table } from "../../bench/table.ts";
import { FIGURES, type FigureName } from "../figures.ts";
import { type Comparison, compare } from "../statistics/compare.ts";
import { FIGURE_NAMES } from "../statistics/compute-figures.ts";
import type { estimate } from "./plan.ts";
import type { VariantResult } from "./result.ts";

const HEAD = ["", "", "95 % interval", "videos", "counted", "against the first"];

/** A block for each figure that any variant has, with a row for each variant. */
export function figureTables(results: readonly VariantResult[]): string {
  const [first] = results;
  if (!first) return "";
  const comparisons = results.map((one) => compare(first.graded, one.graded));
  const shown = FIGURE_NAMES.filter((name) => results.some(({ figures }) => figures[name]));
  return shown
    .map((name) => {
      const { of, better, unit } = FIGURES[name];
      const rows = results.map((one, i) => rowOf(one, name, i === 0 ? [] : (comparisons[i] ?? [])));
      return `# ${name}\n${of}; ${unit}, ${better} is better\n${table(HEAD, rows)}`;
    })
    .join("\n\n");
}

function rowOf(
  { name, figures }: VariantResult,
  figure: FigureName,
  comparisons: readonly Comparison[],
): string[] {
  const found = figures[figure];
  if (!found) return [name, "-", "", "", "", ""];
  const { value, low, high, cases, counted } = found;
  const verdict = comparisons.find((one) => one.figure === figure)?.verdict ?? "";
  const interval = `${rounded(low)} to ${rounded(high)}`;
  return [name, rounded(value), interval, String(cases), count(counted), verdict];
}

/** Each figure of the second beside the first: better, worse, or cannot tell. */
export function comparisonTable(first: VariantResult, second: VariantResult): string {
  const rows = compare(first.graded, second.graded).map(
    ({ figure, verdict, difference, low, high, cases }) => [
      `${figure} (${FIGURES[figure].better} is better)`,
      rounded(difference),
      `${rounded(low)} to ${rounded(high)}`,
      String(cases),
      verdict,
    ],
  );
  const head = ["", "difference", "95 % interval", "videos", ""];
  return `${second.name} against ${first.name}\n${table(head, rows)}`;
}

export function rounded(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2);
}

/** Minutes come in parts. */
function count(counted: number): string {
  return String(Math.round(counted * 10) / 10);
}

/** What a run will cost, in a sentence. */
export function costText(videos: number, runs: number, cost: ReturnType<typeof estimate>): string {
  const { requests, tokens, minutes } = cost;
  return [
    `${videos} videos, watched ${runs} times: at least ${requests} requests and`,
    `${Math.round(tokens / 1000)} thousand tokens, about ${Math.ceil(minutes)} minutes.`,
    "The time is a guess: it depends on the server.",
  ].join(" ");
}
