import type { Segment } from "../../summary/summary.ts";
import { withClock } from "../../summary/times/wall-clock.ts";
import { headingOf, rangeText, stillAlt, stillTime } from "../../summary/words.ts";
import type { Report } from "../report.ts";
import { html, type Markup, openedBy, pictureAddress, withLinks } from "./html.ts";
import { quotes } from "./transcript.ts";

/** Segments in order; of a storyboard, pictures side by side. */
export function segmentList(report: Report, positions: readonly number[]): Markup {
  const { segments } = report.summary;
  const isStoryboard = positions.every(
    (position) => !segments[position]?.theme && !segments[position]?.description,
  );
  const drawn = positions.map((position) => segmentSection(report, position));
  return html`<div class="${isStoryboard ? "storyboard" : "segments"}">
${drawn}</div>
`;
}

/** One segment: its still, when it is, what is seen and why it matters. */
function segmentSection(report: Report, position: number): Markup {
  const { summary, catalogue, times } = report;
  const segment = summary.segments[position];
  if (!segment) return html``;
  const id = `segment-${position + 1}`;
  const lang = segment.theme ? summary.language : catalogue.lang;
  const name = html`id="${id}-heading" class="theme" lang="${lang}" dir="auto"`;
  const theme = headingOf(summary, position, catalogue);
  const when = withClock(rangeText(segment), segment, summary.clock);
  return html`<section class="segment" id="${id}" aria-labelledby="${id}-heading">
${figure(report, segment)}
<div class="words">
<p class="time"${openedBy(when, times)}>${withLinks(when, times)}</p>
${heading(report, name, theme)}
${description(report, segment)}${quotes(segment, summary.coverage)}${significance(report, segment)}</div>
</section>
`;
}

/** Under a chapter's heading where there are chapters. */
function heading({ sections }: Report, attributes: Markup, text: string): Markup {
  return sections.length > 0 ? html`<h3 ${attributes}>${text}</h3>` : html`<h2 ${attributes}>${text}</h2>`;
}

function figure({ catalogue, times }: Report, segment: Segment): Markup {
  const { jpeg, width, height } = segment.still;
  const shape = height > width ? "tall" : "wide";
  const caption = catalogue.summary.stillCaption(stillTime(segment));
  return html`<figure class="${shape}">
<img src="${pictureAddress(jpeg)}" width="${width}" height="${height}" alt="${stillAlt(segment, catalogue)}">
<figcaption>${withLinks(caption, times)}</figcaption>
</figure>`;
}

function description({ summary, times }: Report, { description: text }: Segment): Markup {
  if (!text) return html``;
  return html`<p class="description" lang="${summary.language}" dir="auto">${withLinks(text, times)}</p>\n`;
}

function significance(report: Report, segment: Segment): Markup {
  const { summary, times, catalogue, sections } = report;
  if (!segment.significance) return html``;
  const label = catalogue.report.significance;
  return html`<div class="significance">
${sections.length > 0 ? html`<h4>${label}</h4>` : html`<h3>${label}</h3>`}
<p lang="${summary.language}" dir="auto">${withLinks(segment.significance, times)}</p>
</div>
`;
}
