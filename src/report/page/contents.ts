import { formatTimecode } from "../../chat/text/timecode.ts";
import { hrefIn, isHere, type Report, sheetOf } from "../report.ts";
import type { Section } from "../sections.ts";
import { html, type Markup } from "./html.ts";
import { hasPartList } from "./parts.ts";

/** A long video's chapters, each with the time of its beginning, then what else the page holds. */
export function contents(report: Report): Markup {
  const { sections, catalogue } = report;
  if (sections.length === 0) return html``;
  const words = catalogue.report;
  const chapters = sections.map((section) => entry(report, section));
  const isHeard = sections.some((section) => section.cues.length > 0 && isHere(report, section));
  const rest = [
    ...(hasPartList(report)
      ? [html`<li><a href="${hrefIn(report, sections[0], "parts")}">${words.parts}</a></li>\n`]
      : []),
    ...(isHeard ? [html`<li><a href="#transcript">${words.transcript}</a></li>\n`] : []),
    html`<li><a href="#about">${words.about}</a></li>\n`,
  ];
  return html`<nav class="contents" id="contents" aria-labelledby="contents-heading">
<h2 id="contents-heading">${words.contents}</h2>
<ol class="chapters">
${chapters}</ol>
<ul>
${rest}</ul>
</nav>
`;
}

function entry(report: Report, section: Section): Markup {
  const { catalogue, summary } = report;
  const { number, start, title, isUntold } = section;
  const lang = isUntold ? catalogue.lang : summary.language;
  const where = isHere(report, section)
    ? html``
    : html` <span class="where">(${catalogue.report.onPage(sheetOf(report, section))})</span>`;
  return html`<li><a href="${hrefIn(report, section, `chapter-${number}`)}"><span class="when">${formatTimecode(start)}</span> <span class="name"><bdi lang="${lang}">${title}</bdi>${where}</span></a></li>
`;
}
