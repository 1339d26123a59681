import { htmlDocument } from "../../src/report/page/document.ts";
import { html, type Markup } from "../../src/report/page/html.ts";
import { cases } from "./cases.ts";
import { caveats, comparison } from "./comparison.ts";
import { figurePlots } from "./figure-plots.ts";
import { countText } from "./numbers.ts";
import { type NamedRun, type PageData, pageData, type ShownRun } from "./page-data.ts";
import { STYLE } from "./style.ts";
import { variantTable } from "./variant-table.ts";

/** One run as a page, or two side by side. It loads nothing and runs nothing. */
export function renderPage(runs: readonly [NamedRun] | readonly [NamedRun, NamedRun]): Markup {
  const data = pageData(runs);
  const title = data.runs.length === 1 ? "Evaluation" : "Two evaluations, compared";
  const main = html`${header(title, data)}${contents(data)}${figurePlots(data)}${comparison(data)}${variantTable(data)}${cases(data)}`;
  return htmlDocument({ lang: "en", title, style: STYLE }, main);
}

function header(title: string, data: PageData): Markup {
  const { runs, common } = data;
  const shared = common ? html`<p class="soft">All of them: <bdi>${common}</bdi></p>\n` : html``;
  const warnings = caveats(data).map((sentence) => html`<p class="notice">${sentence}</p>\n`);
  return html`<header>
<h1>${title}</h1>
${notice(data)}${runs.map(runLine)}${shared}${warnings}</header>
`;
}

/** Above everything: what the figures are of. */
function notice({ runs }: PageData): Markup {
  const doubles = runs.filter(({ run }) => run.isDoubles);
  if (doubles.length === 0) return html``;
  const [only] = doubles;
  const subject = doubles.length === runs.length ? "" : ` in run ${only?.letter}`;
  return html`<p class="notice doubles">Only doubles were measured${subject}. They know the truth and have a quality that is known beforehand. Their figures show that the measuring works, and say nothing about any model.</p>
`;
}

function runLine({ letter, name, run }: ShownRun): Markup {
  const { cases: truths, outcomes, at } = run;
  const parts = [
    name,
    at.slice(0, 16).replace("T", " "),
    countText(truths.length, "video"),
    `watched ${countText(outcomes.length, "time")}`,
  ];
  return html`<p class="run">${letter ? html`<b>${letter}</b> ` : html``}<bdi>${parts.join(" · ")}</bdi></p>
`;
}

function contents({ pairs }: PageData): Markup {
  const compared = pairs.length > 0 ? html`<a href="#compared">Compared</a> ` : html``;
  return html`<nav aria-label="Contents"><a href="#figures">Figures</a> ${compared}<a href="#variants">By variant</a> <a href="#by-case">By video</a> <a href="#cases">Every video beside its truth</a></nav>
`;
}
