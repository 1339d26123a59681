import { rangeText } from "../../summary/words.ts";
import { type Report, segmentHref } from "../report.ts";
import { html, type Markup, withLinks } from "./html.ts";

/** Without a model there are no words about the parts. In several files it is in the first. */
export function hasPartList({ summary: { parts } }: Report): boolean {
  return parts.some(({ overview }) => overview !== "");
}

/** What each part of a long video shows: more than the overview of the whole, less than its segments. */
export function partList(report: Report): Markup {
  const { summary, catalogue, times, sheet } = report;
  if (!hasPartList(report) || (sheet && sheet.number > 1)) return html``;
  const words = catalogue.report;
  let first = 0;
  const items = summary.parts.map((part, i) => {
    const href = segmentHref(report, first);
    first += part.segments;
    const lang = part.model === null ? catalogue.lang : summary.language;
    const told = part.overview || catalogue.summary.partWithoutWords;
    return html`<li>
<p class="time"><a class="moment-link" href="${href}">${rangeText(part)}</a></p>
<h3 lang="${lang}" dir="auto">${part.title || words.partNumber(i + 1)}</h3>
<p lang="${lang}" dir="auto">${withLinks(told, times)}</p>
</li>
`;
  });
  return html`<section class="parts" id="parts" aria-labelledby="parts-heading">
<h2 id="parts-heading">${words.parts}</h2>
<ol>
${items}</ol>
</section>
`;
}
