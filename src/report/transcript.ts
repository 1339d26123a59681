import type { Catalogue } from "../chat/locales/locales.ts";
import { formatTimecode } from "../chat/text/timecode.ts";
import type { Cue } from "../sound/transcript.ts";
import type { Segment, Summary } from "../summary/summary.ts";
import { html, type Markup } from "./html.ts";

/** All that was said, as text that the browser's own search finds; each time leads to the segment that it was said in. */
export function transcript({ cues, segments, coverage }: Summary, { report }: Catalogue): Markup {
  if (cues.length === 0) return html``;
  const lines = cues.map((cue) => html`<li>${timeOf(cue, segments)} ${said(cue)}</li>\n`);
  return html`<section class="transcript" aria-labelledby="transcript">
<h2 id="transcript">${report.transcript}</h2>
<ol lang="${coverage.sound.language ?? ""}" dir="auto">
${lines}</ol>
</section>
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

function timeOf({ start }: Cue, segments: readonly Segment[]): Markup {
  const at = segments.findIndex((segment) => start >= segment.start && start < segment.end);
  const time = formatTimecode(start);
  return at < 0
    ? html`<span class="when">${time}</span>`
    : html`<a class="when" href="#segment-${at + 1}">${time}</a>`;
}

function said({ text, speaker }: Cue): Markup {
  return speaker === undefined ? html`${text}` : html`<b>${speaker}:</b> ${text}`;
}
