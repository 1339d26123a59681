import { formatTimecode } from "../../chat/text/timecode.ts";
import { overviewOf, titleOf, warningText } from "../../summary/words.ts";
import { type Report, sectionsHere } from "../report.ts";
import { about } from "./about.ts";
import { activityStrip } from "./activity.ts";
import { chapterSection } from "./chapter.ts";
import { contents } from "./contents.ts";
import { htmlDocument } from "./document.ts";
import { filmstrip } from "./filmstrip.ts";
import { findings } from "./findings.ts";
import { html, type Markup, withLinks } from "./html.ts";
import { partList } from "./parts.ts";
import { segmentList } from "./segment.ts";
import { STYLE } from "./style.ts";
import { timeline } from "./timeline.ts";
import { transcript } from "./transcript.ts";

/** The illustrated summary as one HTML page that needs nothing beside it: the stills are inside. */
export function renderPage(report: Report): Markup {
  const { summary, catalogue, sheet } = report;
  const title = titleOf(summary, catalogue);
  const named = sheet ? `${title} (${catalogue.report.pageOf(sheet.number, sheet.names.length)})` : title;
  const navigation = html`${timeline(report)}${filmstrip(report)}${contents(report)}`;
  const main = html`${skipLink(report)}${header(report)}${navigation}${SKIP_TARGET}${activityStrip(report)}${findings(report)}${body(report)}${partList(report)}${transcript(report)}${about(report)}`;
  return htmlDocument({ lang: catalogue.lang, title: named, style: STYLE }, main);
}

/** Past the title and the navigation, which may have dozens of links, for those who use the keyboard. */
function skipLink({ catalogue }: Report): Markup {
  return html`<a class="skip" href="#text">${catalogue.report.skip}</a>\n`;
}

const SKIP_TARGET = html`<div id="text" tabindex="-1"></div>\n`;

/** A long video by chapters. */
function body(report: Report): Markup | readonly Markup[] {
  if (report.sections.length === 0) return segmentList(report, [...report.summary.segments.keys()]);
  return sectionsHere(report).map((section) => chapterSection(report, section));
}

function header(report: Report): Markup {
  const { summary, catalogue, times, sheet } = report;
  const { video } = summary;
  const titleLang = summary.title ? summary.language : catalogue.lang;
  const overviewLang = summary.overview ? summary.language : catalogue.lang;
  const dot = html` <span aria-hidden="true">·</span> `;
  const page = sheet ? html`${dot}${catalogue.report.pageOf(sheet.number, sheet.names.length)}` : html``;
  return html`<header>
<p class="source"><bdi>${video.name}</bdi>${dot}${formatTimecode(video.duration)}${page}</p>
<h1 lang="${titleLang}" dir="auto">${titleOf(summary, catalogue)}</h1>
${notices(report)}<p class="overview" lang="${overviewLang}" dir="auto">${withLinks(overviewOf(summary, catalogue), times)}</p>
</header>
`;
}

/** That no model has looked at the pictures is said above them, before a reader sees them. */
function notices({ summary, catalogue }: Report): readonly Markup[] {
  return summary.warnings
    .filter(({ kind }) => kind === "no-model")
    .map((warning) => html`<p class="notice">${warningText(warning, catalogue)}</p>\n`);
}
