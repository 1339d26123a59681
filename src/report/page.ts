import type { Catalogue } from "../chat/locales/locales.ts";
import type { TimeLink } from "../chat/message.ts";
import { formatTimecode } from "../chat/text/timecode.ts";
import type { Summary } from "../summary/summary.ts";
import { overviewOf, remarkText, titleOf } from "../summary/words.ts";
import { about } from "./about.ts";
import { html, type Markup, trusted, withLinks } from "./html.ts";
import { segmentSection } from "./segment.ts";
import { STYLE } from "./style.ts";
import { timeline } from "./timeline.ts";

/** Nothing is loaded and nothing runs, whatever text found its way into the page. */
const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The illustrated summary as one HTML file that needs nothing beside it: the stills are inside. */
export function renderReport(
  summary: Summary,
  catalogue: Catalogue,
  times: readonly TimeLink[] = [],
): string {
  const isStoryboard = summary.segments.every(({ theme, description }) => !theme && !description);
  const sections = summary.segments.map((segment, position) =>
    segmentSection({ summary, segment, position, times }, catalogue),
  );
  const page = html`<!doctype html>
<html lang="${catalogue.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${titleOf(summary, catalogue)}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<main>
${header(summary, catalogue, times)}${timeline(summary, catalogue)}<div class="${isStoryboard ? "storyboard" : "segments"}">
${sections}</div>
${about(summary, catalogue, times)}</main>
</body>
</html>
`;
  return page.text;
}

function header(summary: Summary, catalogue: Catalogue, times: readonly TimeLink[]): Markup {
  const { video } = summary;
  const titleLang = summary.title ? summary.language : catalogue.lang;
  const overviewLang = summary.overview ? summary.language : catalogue.lang;
  return html`<header>
<p class="source"><bdi>${video.name}</bdi> <span aria-hidden="true">·</span> ${formatTimecode(video.duration)}</p>
<h1 lang="${titleLang}" dir="auto">${titleOf(summary, catalogue)}</h1>
${notices(summary, catalogue)}<p class="overview" lang="${overviewLang}" dir="auto">${withLinks(overviewOf(summary, catalogue), times)}</p>
</header>
`;
}

/** That nobody has looked at the pictures stands above them: below, it would come too late. */
function notices(summary: Summary, catalogue: Catalogue): readonly Markup[] {
  return summary.remarks
    .filter(({ kind }) => kind === "no-model")
    .map((remark) => html`<p class="notice">${remarkText(remark, catalogue)}</p>\n`);
}
