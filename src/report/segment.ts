import type { Catalogue } from "../chat/locales/locales.ts";
import type { TimeLink } from "../chat/message.ts";
import type { Segment, Summary } from "../summary/summary.ts";
import { headingOf, rangeText, stillAlt, stillTime } from "../summary/words.ts";
import { html, type Markup, withLinks } from "./html.ts";

interface Shown {
  readonly summary: Summary;
  readonly segment: Segment;
  readonly position: number;
  readonly times: readonly TimeLink[];
}

/** One segment: its still, when it is, what is seen and why it matters. */
export function segmentSection(shown: Shown, catalogue: Catalogue): Markup {
  const { summary, segment, position, times } = shown;
  const id = `segment-${position + 1}`;
  const heading = headingOf(summary, position, catalogue);
  const lang = segment.theme ? summary.language : catalogue.lang;
  return html`<section class="segment" id="${id}" aria-labelledby="${id}-heading">
${figure(shown, catalogue)}
<div class="words">
<p class="time">${withLinks(rangeText(segment), times)}</p>
<h2 id="${id}-heading" lang="${lang}" dir="auto">${heading}</h2>
${description(shown)}${significance(shown, catalogue)}</div>
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
