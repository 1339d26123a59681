import { formatTimecode } from "../../chat/text/timecode.ts";
import { byType } from "../../summary/kinds/by-type.ts";
import { findingText, quietText } from "../../summary/kinds/camera/render-events.ts";
import type { Finding, FindingType } from "../../summary/kinds/finding.ts";
import { shortfallOf } from "../../summary/kinds/shortfall.ts";
import type { Still } from "../../summary/summary.ts";
import { withClock } from "../../summary/times/wall-clock.ts";
import { rangeText } from "../../summary/words.ts";
import type { TimeRange } from "../../video/video.ts";
import { findingsHere, type Report, segmentHref } from "../report.ts";
import { html, type Markup, pictureAddress } from "./html.ts";

/** What the video's kind found, list by list. In several files each has what was found in its chapters. */
export function findings(report: Report): Markup {
  const { summary, catalogue, sheet } = report;
  const { kind } = summary;
  const found = findingsHere(report);
  const isFirst = !sheet || sheet.number === 1;
  if (!kind || kind.name === "general" || !(isFirst || found.length > 0)) return html``;
  const { kinds } = catalogue;
  const shortfall = isFirst ? shortfallOf(summary, catalogue) : [];
  const said = shortfall.map(
    (sentence) => html`<p>${sentence}</p>
`,
  );
  const lists = byType(found).map(({ type, list }) => listOf(report, type, list));
  return html`<section class="found" aria-labelledby="found-heading">
<h2 id="found-heading">${kinds.titles[kind.name]}</h2>
${said}${lists}</section>
`;
}

function listOf(report: Report, type: FindingType, list: readonly Finding[]): Markup {
  const items = list.map((finding) => item(report, finding));
  const heading = html`<h3>${report.catalogue.kinds.lists[type]}</h3>`;
  if (type === "slide")
    return html`${heading}\n<ul class="slides">\n${list.map((one) => slide(report, one))}</ul>\n`;
  if (type === "step") return html`${heading}\n<ol>\n${items}</ol>\n`;
  const isSummedUp = type === "quiet" && list.length > 1;
  const sum = isSummedUp ? html`<p>${quietText(list, report.catalogue)}</p>\n` : html``;
  return html`${heading}\n${sum}<ul>\n${items}</ul>\n`;
}

/** Its picture is large enough to read; what was said to it is one paragraph. */
function slide(report: Report, { text, read, cues, still, ...range }: Finding): Markup {
  const { summary } = report;
  const title = text ? html`<h4 dir="auto">${text}</h4>\n` : html``;
  const words = read ? html`<p class="read" dir="auto">${read}</p>\n` : html``;
  const said = cues.map((cue) => cue.text).join(" ");
  const quote = said
    ? html`<blockquote lang="${summary.coverage.sound.language ?? ""}" dir="auto"><p>${said}</p></blockquote>\n`
    : html``;
  return html`<li>
${still ? picture(report, text, still) : html``}<div>
${timeOf(report, range)}
${title}${words}${quote}</div>
</li>
`;
}

/** Leads to the segment of that time. */
function timeOf(report: Report, range: TimeRange): Markup {
  const { start, end } = range;
  const { segments, clock } = report.summary;
  const at = segments.findIndex((segment) => start >= segment.start && start < segment.end);
  const when = withClock(end - start < 1 ? formatTimecode(start) : rangeText(range), range, clock);
  return at < 0
    ? html`<span class="time">${when}</span>`
    : html`<a class="time moment-link" href="${segmentHref(report, at)}">${when}</a>`;
}

function item(report: Report, finding: Finding): Markup {
  const { summary } = report;
  const { cues, still } = finding;
  const text = findingText(finding, report.catalogue);
  const time = timeOf(report, finding);
  const said = cues.map((cue) => html`<p>${cue.text}</p>\n`);
  const quotes =
    cues.length === 0
      ? html``
      : html`<blockquote lang="${summary.coverage.sound.language ?? ""}" dir="auto">
${said}</blockquote>
`;
  return html`<li>
${time}
<p lang="${finding.text ? summary.language : report.catalogue.lang}" dir="auto">${text}${besideText(report, finding)}</p>
${quotes}${still ? picture(report, text, still) : html``}</li>
`;
}

/** What is read on the screen, who is to do it and when it is due. */
function besideText({ catalogue }: Report, { text, read, who, due }: Finding): Markup {
  const { kinds } = catalogue;
  const isRead = read !== undefined && !text.includes(read);
  const quote = isRead ? html` <q dir="auto">${read}</q>` : html``;
  const duty = [...(who ? [who] : []), ...(due ? [kinds.due(due)] : [])].join(", ");
  return duty ? html`${quote} <span class="duty">(${duty})</span>` : quote;
}

function picture({ catalogue }: Report, text: string, still: Still): Markup {
  const { jpeg, width, height, timestamp } = still;
  const moment = formatTimecode(timestamp, { precision: 1 });
  const words = catalogue.summary;
  const alt = text ? words.stillAlt(moment, text) : words.stillAltUndescribed(moment);
  return html`<figure>
<img src="${pictureAddress(jpeg)}" width="${width}" height="${height}" alt="${alt}">
<figcaption>${words.stillCaption(moment)}</figcaption>
</figure>
`;
}
