import type { Catalogue } from "../chat/catalogue/catalogue.ts";
import type { Segment, Summary } from "../summary/summary.ts";
import { headingOf, rangeText, stillAlt, stillTime } from "../summary/words.ts";
import { html, type Markup } from "./html.ts";

/** One segment: its still, when it is, what is seen and why it matters. */
export function segmentSection(
  summary: Summary,
  segment: Segment,
  position: number,
  catalogue: Catalogue,
): Markup {
  const id = `segment-${position + 1}`;
  const heading = headingOf(summary, position, catalogue);
  const lang = segment.theme ? summary.language : catalogue.lang;
  return html`<section class="segment" id="${id}" aria-labelledby="${id}-heading">
${figure(segment, catalogue)}
<div class="words">
<p class="time">${rangeText(segment)}</p>
<h2 id="${id}-heading" lang="${lang}" dir="auto">${heading}</h2>
${description(summary, segment)}${significance(summary, segment, catalogue)}</div>
</section>
`;
}

function figure(segment: Segment, catalogue: Catalogue): Markup {
  const { jpeg, width, height } = segment.still;
  const shape = height > width ? "tall" : "wide";
  const caption = catalogue.summary.stillCaption(stillTime(segment));
  return html`<figure class="${shape}">
<img src="data:image/jpeg;base64,${jpeg.toString("base64")}" width="${width}" height="${height}" alt="${stillAlt(segment, catalogue)}">
<figcaption>${caption}</figcaption>
</figure>`;
}

function description({ language }: Summary, { description: text }: Segment): Markup {
  return text ? html`<p class="description" lang="${language}" dir="auto">${text}</p>\n` : html``;
}

function significance({ language }: Summary, segment: Segment, { report }: Catalogue): Markup {
  if (!segment.significance) return html``;
  return html`<div class="significance">
<h3>${report.significance}</h3>
<p lang="${language}" dir="auto">${segment.significance}</p>
</div>
`;
}
