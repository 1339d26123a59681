import { html, type Markup } from "../../src/report/page/html.ts";
import { FIGURES } from "../figures.ts";
import { rounded } from "../run/show.ts";
import { type Comparison, compare } from "../statistics/compare.ts";
import { countText, differenceText, figureTitle } from "./numbers.ts";
import type { PageData, ShownPair } from "./page-data.ts";
import { axisAround, plot } from "./plot.ts";
import { scrolled } from "./scrolled.ts";

/** Pairs that stand open at first. */
const MOST_OPEN = 2;

/** Pair by pair, each figure: better, worse, or cannot tell. */
export function comparison({ pairs, runs }: PageData): Markup {
  if (pairs.length === 0) return html``;
  const lead =
    runs.length === 1
      ? "Each variant against the first one, over the videos that both have watched."
      : "The same variant in both runs, over the videos that both have; where they share none, the first of each.";
  return html`<section aria-labelledby="compared">
<h2 id="compared">Compared</h2>
<p class="lead">${lead} A verdict needs an interval without zero, and a difference that exchanging the two at random seldom makes; five videos or fewer never suffice. “Cannot tell” is a result too. Of so many figures one verdict may be chance.</p>
${pairs.map((pair) => comparedPair(pair, pairs.length <= MOST_OPEN))}</section>
`;
}

const VERDICTS = ["better", "worse", "cannot tell"] as const;

function comparedPair({ before, after }: ShownPair, isOpen: boolean): Markup {
  const compared = compare(before.result.graded, after.result.graded);
  const counts = VERDICTS.map(
    (verdict) => `${compared.filter((one) => one.verdict === verdict).length} ${verdict}`,
  ).join(", ");
  const table = html`<table class="pair">
<thead><tr><th scope="col">Figure</th><th scope="col">Verdict</th><th scope="col"><bdi>${before.label}</bdi></th><th scope="col"><bdi>${after.label}</bdi></th><th scope="col" class="wide">Difference, 95 % interval</th><th scope="col">Videos</th></tr></thead>
<tbody>
${compared.map((one) => row(one, compared, { before, after }))}</tbody>
</table>`;
  return html`<details class="compared"${isOpen ? html` open` : html``}>
<summary><bdi>${after.label}</bdi> against <bdi>${before.label}</bdi>: ${counts}</summary>
${compared.length === 0 ? html`<p>They have no video in common.</p>\n` : scrolled(`${after.label} against ${before.label}`, table)}</details>
`;
}

function row(one: Comparison, all: readonly Comparison[], { before, after }: ShownPair): Markup {
  const { figure, verdict, difference, low, high, cases } = one;
  const { unit, better } = FIGURES[figure];
  // Figures of one unit share an axis: a small difference of one must not look like a large one of another.
  const same = all.filter((other) => FIGURES[other.figure].unit === unit);
  const axis = axisAround(Math.max(...same.flatMap((other) => [Math.abs(other.low), Math.abs(other.high)])));
  const text = `${differenceText(difference)} (${differenceText(low)} to ${differenceText(high)})`;
  const value = ({ result }: ShownPair["before"]) => {
    const found = result.figures[figure];
    return found ? rounded(found.value) : "–";
  };
  return html`<tr><th scope="row">${figureTitle(figure)}<span class="soft">${unit}, ${better} is better</span></th><td><span class="verdict ${verdict.replace(" ", "-")}">${verdict}</span></td><td>${value(before)}</td><td>${value(after)}</td><td class="wide">${plot({ value: difference, low, high }, axis, text)}<span class="soft">${text}</span></td><td>${cases}</td></tr>
`;
}

/** What makes two runs hard to compare; empty where nothing does. */
export function caveats({ runs: [a, b] }: PageData): string[] {
  if (!a || !b) return [];
  const others = new Map(b.run.cases.map((one) => [one.id, JSON.stringify(one)]));
  const shared = a.run.cases.filter(({ id }) => others.has(id));
  const changed = shared.filter((one) => others.get(one.id) !== JSON.stringify(one));
  const alone = a.run.cases.length + b.run.cases.length - 2 * shared.length;
  return [
    ...(alone > 0 ? [`${countText(alone, "video is", "videos are")} in one run only and not compared.`] : []),
    ...(changed.length > 0
      ? [
          `The truth of ${countText(changed.length, "video has", "videos have")} changed between the runs: ${changed.map(({ id }) => id).join(", ")}. Their differences may come from that.`,
        ]
      : []),
  ];
}
