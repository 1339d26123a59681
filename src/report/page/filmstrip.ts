import { formatTimecode } from "../../chat/text/timecode.ts";
import type { Summary } from "../../summary/summary.ts";
import { headingOf, rangeText } from "../../summary/words.ts";
import { type Report, segmentHref } from "../report.ts";
import { html, type Markup, pictureAddress } from "./html.ts";

/** Pictures of a row on a wide screen; three rows of four on a phone. */
const PICTURES = 12;

/** Small pictures over the whole length of a long video, each leading to its segment. */
export function filmstrip(report: Report): Markup {
  const { summary, catalogue, film } = report;
  if (film.size === 0) return html``;
  const pictures = [...film].map(([position, { jpeg, width, height }]) => {
    const segment = summary.segments[position];
    if (!segment) return html``;
    const name = catalogue.report.timelineLink(rangeText(segment), headingOf(summary, position, catalogue));
    return html`<li><a href="${segmentHref(report, position)}" aria-label="${name}" title="${name}"><img src="${pictureAddress(jpeg)}" width="${width}" height="${height}" alt=""><span>${formatTimecode(segment.still.timestamp)}</span></a></li>
`;
  });
  return html`<nav class="film" aria-label="${catalogue.report.filmstrip}">
<ol>
${pictures}</ol>
</nav>
`;
}

/** Positions of the segments that stand for equal shares of the length, each once. */
export function filmOf({
  segments,
  coverage: { start, end },
}: Pick<Summary, "segments" | "coverage">): readonly number[] {
  const share = (end - start) / PICTURES;
  const positions = Array.from({ length: PICTURES }, (_, i) => {
    const middle = start + (i + 0.5) * share;
    return segments.findLastIndex((segment) => segment.start <= middle);
  });
  return [...new Set(positions.filter((position) => position >= 0))];
}
