import { formatTimecode } from "../../chat/text/timecode.ts";
import type { Cue } from "../../sound/transcript.ts";
import type { Segment, Summary } from "../../summary/summary.ts";
import { type Report, sectionsHere, segmentHref } from "../report.ts";
import type { Section } from "../sections.ts";
import { html, type Markup } from "./html.ts";

/**
 * All that was said, of a long video by chapter, as text that the browser's own search finds; each time leads to the segment
 * that it was said in.
 */
export function transcript(report: Report): Markup {
  const { summary, catalogue, sections } = report;
  const heard = sectionsHere(report).filter(({ cues }) => cues.length > 0);
  const isEmpty = sections.length > 0 ? heard.length === 0 : summary.cues.length === 0;
  if (isEmpty) return html``;
  const said =
    sections.length > 0 ? heard.map((section) => saidIn(report, section)) : saidList(report, summary.cues);
  return html`<section class="transcript" aria-labelledby="transcript">
<h2 id="transcript">${catalogue.report.transcript}</h2>
${said}</section>
`;
}

function saidIn(report: Report, { number, title, cues, isUntold }: Section): Markup {
  const lang = isUntold ? report.catalogue.lang : report.summary.language;
  return html`<section id="said-${number}" aria-labelledby="said-${number}-heading">
<h3 id="said-${number}-heading" lang="${lang}" dir="auto"><a href="#chapter-${number}">${title}</a></h3>
${saidList(report, cues)}</section>
`;
}

function saidList(report: Report, cues: readonly Cue[]): Markup {
  const lines = cues.map((cue) => html`<li>${timeOf(cue, report)} ${said(cue)}</li>\n`);
  return html`<ol lang="${report.summary.coverage.sound.language ?? ""}" dir="auto">
${lines}</ol>
`;
}

/** What was said in one segment, under its description. */
export function quotes({ quotes: cues }: Segment, { sound }: Summary["coverage"]): Markup {
  if (cues.length === 0) return html``;
  const lines = cues.map(
    (cue) => html`<p><span class="when">${formatTimecode(cue.start)}</span> ${said(cue)}</p>\n`,
  );
  return html`<blockquote lang="${sound.language ?? ""}" dir="auto">
${lines}</blockquote>
`;
}

function timeOf({ start }: Cue, report: Report): Markup {
  const { segments } = report.summary;
  const at = segments.findIndex((segment) => start >= segment.start && start < segment.end);
  const time = formatTimecode(start);
  return at < 0
    ? html`<span class="when">${time}</span>`
    : html`<a class="when" href="${segmentHref(report, at)}">${time}</a>`;
}

function said({ text, speaker }: Cue): Markup {
  return speaker === undefined ? html`${text}` : html`<b>${speaker}:</b> ${text}`;
}
