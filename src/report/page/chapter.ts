import { rangeText } from "../../summary/words.ts";
import type { Report } from "../report.ts";
import type { Section } from "../sections.ts";
import { html, type Markup, withLinks } from "./html.ts";
import { segmentList } from "./segment.ts";

/** One chapter of a long video: all its segments, and the ways on from it. */
export function chapterSection(report: Report, section: Section): Markup {
  const { summary, catalogue, times } = report;
  const { number, title, segments, cues, isUntold } = section;
  const id = `chapter-${number}`;
  const lang = isUntold ? catalogue.lang : summary.language;
  const words = catalogue.report;
  const said = cues.length > 0 ? html`<a href="#said-${number}">${words.saidInChapter}</a>` : html``;
  // Where no model took part at all, the top of the page says so, and why.
  const isAlone = isUntold && summary.model !== null;
  const notice = isAlone ? html`<p class="notice">${catalogue.summary.partWithoutWords}</p>\n` : html``;
  return html`<section class="chapter" id="${id}" aria-labelledby="${id}-heading">
<p class="time">${withLinks(rangeText(section), times)}</p>
<h2 id="${id}-heading" lang="${lang}" dir="auto">${title}</h2>
${notice}${segmentList(report, segments)}
<p class="ways">${said} <a href="#contents">${words.toContents}</a></p>
</section>
`;
}
