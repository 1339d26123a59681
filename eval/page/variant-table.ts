import { html, type Markup } from "../../src/report/page/html.ts";
import { FIGURES } from "../figures.ts";
import { rounded } from "../run/show.ts";
import { figuresShown } from "./figure-plots.ts";
import { figureTitle } from "./numbers.ts";
import type { PageData, Shown } from "./page-data.ts";
import { scrolled } from "./scrolled.ts";

/** All figures as numbers, a row for each variant. */
export function variantTable({ shown }: PageData): Markup {
  const names = figuresShown(shown);
  const heads = names.map((name) => {
    const { unit, better } = FIGURES[name];
    return html`<th scope="col"><a href="#figure-${name}">${figureTitle(name)}</a><span class="soft">${unit}, ${better}</span></th>`;
  });
  const rows = shown.map((one) => {
    const cells = names.map((name) => {
      const figure = one.result.figures[name];
      return html`<td>${figure ? rounded(figure.value) : "–"}</td>`;
    });
    return html`<tr><th scope="row"><bdi>${one.label}</bdi></th>${cells}</tr>\n`;
  });
  const table = html`<table class="figures">
<thead><tr><th scope="col">Variant</th>${heads}</tr></thead>
<tbody>
${rows}</tbody>
</table>`;
  return html`<section aria-labelledby="variants">
<h2 id="variants">By variant</h2>
<p class="lead">“More” and “less” say which way is better. A dash: no video says anything about it.</p>
${scrolled("All figures by variant", table)}${askedTable(shown)}</section>
`;
}

/** What exactly was asked. */
function askedTable(shown: readonly Shown[]): Markup {
  const rows = shown.map(({ label, result: { variant, outcomes } }) => {
    const versions = new Set(outcomes.map((one) => one.variant.promptVersion));
    const failed = outcomes.filter(({ failure }) => failure !== undefined);
    const reasons = [...new Set(failed.map(({ failure }) => failure))].join(", ");
    return html`<tr><th scope="row"><bdi>${label}</bdi></th><td><bdi>${variant.model || "none"}</bdi></td><td>${variant.server}</td><td>${variant.prompt} (${[...versions].join(", ")})</td><td>${outcomes.length}</td><td>${failed.length === 0 ? "0" : `${failed.length} (${reasons})`}</td></tr>
`;
  });
  const table = html`<table class="asked">
<thead><tr><th scope="col">Variant</th><th scope="col">Model</th><th scope="col">Server</th><th scope="col">Prompt (version)</th><th scope="col">Videos watched</th><th scope="col">Without a summary</th></tr></thead>
<tbody>
${rows}</tbody>
</table>`;
  return html`<h3>What was asked</h3>
${scrolled("What was asked, by variant", table)}`;
}
