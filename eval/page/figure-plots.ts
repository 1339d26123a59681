import { html, type Markup } from "../../src/report/page/html.ts";
import { FIGURES, type FigureName } from "../figures.ts";
import { rounded } from "../run/show.ts";
import { FIGURE_NAMES } from "../statistics/compute-figures.ts";
import { countText, figureTitle } from "./numbers.ts";
import type { PageData, Shown } from "./page-data.ts";
import { type Axis, axisMarks, axisTo, emptyPlot, plot, SHARE_AXIS } from "./plot.ts";

/** Those that any variant has. */
export function figuresShown(shown: readonly Shown[]): FigureName[] {
  return FIGURE_NAMES.filter((name) => shown.some(({ result }) => result.figures[name]));
}

/** A plot for each figure, with a row for each variant. */
export function figurePlots({ shown }: PageData): Markup {
  const cards = figuresShown(shown).map((name) => card(name, shown));
  return html`<section aria-labelledby="figures">
<h2 id="figures">Figures</h2>
<p class="lead">A dot is what was measured, a line its 95 % interval: how far it would move with other videos of the same sort. Where lines overlap widely, look at the verdicts below before you call one better.</p>
<div class="cards">
${cards}</div>
</section>
`;
}

function card(name: FigureName, shown: readonly Shown[]): Markup {
  const { unit, better, of } = FIGURES[name];
  const figures = shown.flatMap(({ result }) => result.figures[name] ?? []);
  const axis = unit === "share" ? SHARE_AXIS : axisTo(Math.max(...figures.map(({ high }) => high)));
  const measure = unit === "share" ? "Share of" : `${capital(unit)},`;
  return html`<article class="card" id="figure-${name}">
<h3>${figureTitle(name)} <span class="way">${better} is better</span></h3>
<p class="what">${measure} ${of}</p>
<ul class="rows">
${shown.map((one) => row(one, name, axis))}</ul>
<div class="row"><span></span>${axisMarks(axis)}<span></span></div>
</article>
`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function row({ label, result }: Shown, name: FigureName, axis: Axis): Markup {
  const figure = result.figures[name];
  if (!figure)
    return html`<li class="row"><bdi>${label}</bdi>${emptyPlot(axis)}<span class="soft">not known</span></li>\n`;
  const { value, low, high, cases } = figure;
  const interval = `${rounded(low)} to ${rounded(high)}`;
  const videos = countText(cases, "video");
  const description = `${rounded(value)}, 95 % interval ${interval}, ${videos}`;
  return html`<li class="row" title="${videos}"><bdi>${label}</bdi>${plot(figure, axis, description)}<span class="numbers"><b>${rounded(value)}</b> <span class="soft">${interval}</span></span></li>
`;
}
