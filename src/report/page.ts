import type { Catalogue } from "../chat/locales/locales.ts";
import type { TimeLink } from "../chat/message.ts";
import { formatTimecode } from "../chat/text/timecode.ts";
import type { Segment, Summary } from "../summary/summary.ts";
import {
  coverageText,
  headingOf,
  overviewOf,
  rangeText,
  stillAlt,
  stillTime,
  titleOf,
  warningText,
} from "../summary/words.ts";
import { html, type Markup, trusted, withLinks } from "./html.ts";
import { STYLE } from "./style.ts";
import { timeline } from "./timeline.ts";
import { quotes, transcript } from "./transcript.ts";

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
${transcript(summary, catalogue)}${about(summary, catalogue, times)}</main>
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

/** That no model has looked at the pictures is said above them, before a reader sees them. */
function notices(summary: Summary, catalogue: Catalogue): readonly Markup[] {
  return summary.warnings
    .filter(({ kind }) => kind === "no-model")
    .map((warning) => html`<p class="notice">${warningText(warning, catalogue)}</p>\n`);
}

/** What was looked at, what a reader must know of this run, and the facts that make it repeatable. */
function about(summary: Summary, catalogue: Catalogue, times: readonly TimeLink[]): Markup {
  const warnings = summary.warnings
    .filter(({ kind }) => kind !== "no-model")
    .map((warning) => html`<p class="warning">${withLinks(warningText(warning, catalogue), times)}</p>\n`);
  const facts = factsOf(summary, catalogue).map(
    ([name, value]) => html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>\n`,
  );
  return html`<footer class="about">
<h2>${catalogue.report.about}</h2>
<p>${withLinks(coverageText(summary, catalogue), times)}</p>
${warnings}<dl>
${facts}</dl>
</footer>
`;
}

type Fact = readonly [name: string, value: string];

function factsOf({ video, model, language, promptVersion }: Summary, { report }: Catalogue): Fact[] {
  const facts: Fact[] = [
    [report.file, video.name],
    [report.length, formatTimecode(video.duration, { precision: 1 })],
    [report.picture, report.pictureSize(video.width, video.height, video.frameRate)],
    [report.model, model ?? report.noModel],
  ];
  if (model !== null) facts.push([report.language, language], [report.prompt, promptVersion]);
  return [...facts, [report.checksum, video.sha256]];
}

interface Shown {
  readonly summary: Summary;
  readonly segment: Segment;
  readonly position: number;
  readonly times: readonly TimeLink[];
}

/** One segment: its still, when it is, what is seen and why it matters. */
function segmentSection(shown: Shown, catalogue: Catalogue): Markup {
  const { summary, segment, position, times } = shown;
  const id = `segment-${position + 1}`;
  const heading = headingOf(summary, position, catalogue);
  const lang = segment.theme ? summary.language : catalogue.lang;
  return html`<section class="segment" id="${id}" aria-labelledby="${id}-heading">
${figure(shown, catalogue)}
<div class="words">
<p class="time">${withLinks(rangeText(segment), times)}</p>
<h2 id="${id}-heading" lang="${lang}" dir="auto">${heading}</h2>
${description(shown)}${quotes(segment, summary.coverage)}${significance(shown, catalogue)}</div>
</section>
`;
}

function figure({ segment, times }: Shown, catalogue: Catalogue): Markup {
  const { jpeg, width, height } = segment.still;
  const shape = height > width ? "tall" : "wide";
  const caption = catalogue.summary.stillCaption(stillTime(segment));
  return html`<figure class="${shape}">
<img src="data:image/jpeg;base64,${jpeg.toString("base64")}" width="${width}" height="${height}" alt="${stillAlt(segment, catalogue)}">
<figcaption>${withLinks(caption, times)}</figcaption>
</figure>`;
}

function description({ summary, segment: { description: text }, times }: Shown): Markup {
  if (!text) return html``;
  return html`<p class="description" lang="${summary.language}" dir="auto">${withLinks(text, times)}</p>\n`;
}

function significance({ summary, segment, times }: Shown, { report }: Catalogue): Markup {
  if (!segment.significance) return html``;
  return html`<div class="significance">
<h3>${report.significance}</h3>
<p lang="${summary.language}" dir="auto">${withLinks(segment.significance, times)}</p>
</div>
`;
}
