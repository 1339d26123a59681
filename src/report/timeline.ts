import type { Catalogue } from "../chat/locales/locales.ts";
import { formatTimecode } from "../chat/text/timecode.ts";
import type { Segment, Summary } from "../summary/summary.ts";
import { headingOf, rangeText } from "../summary/words.ts";
import type { TimeRange } from "../video/video.ts";
import { html, type Markup } from "./html.ts";

/** Distances between marks that people read easily, seconds. */
const TICK_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400] as const;
const MOST_TICKS = 6;
/** A mark nearer to the end than this share would run into the end's own. */
const END_ROOM = 0.12;
/** Pixels that the narrowest block takes, as in the stylesheet; the last one must not stick out for it. */
const LEAST_WIDTH = 6;

/** The segments as blocks in proportion, each a link to its section, the still's moment marked in it. */
export function timeline(summary: Summary, catalogue: Catalogue): Markup {
  const range = extent(summary);
  const blocks = summary.segments.map((segment, position) => {
    const name = catalogue.report.timelineLink(rangeText(segment), headingOf(summary, position, catalogue));
    return block(segment, position, range, name);
  });
  const marks = ticks(range).map(
    (time) => html`<span style="left:${percent(time, range)}%">${formatTimecode(time)}</span>`,
  );
  return html`<nav class="timeline" aria-label="${catalogue.report.timeline}">
<ol class="strip">
${blocks}</ol>
<div class="ticks" aria-hidden="true">${marks}</div>
</nav>
`;
}

function block(segment: Segment, position: number, range: TimeRange, name: string): Markup {
  const left = percent(segment.start, range);
  const width = Math.max(0, percent(segment.end, range) - left);
  const moment = percent(segment.still.timestamp, segment);
  return html`<li style="left:min(${left}%,100% - ${LEAST_WIDTH}px);width:${round(width)}%"><a href="#segment-${position + 1}" aria-label="${name}" title="${name}"><span class="number">${position + 1}</span><span class="moment" style="left:${moment}%"></span></a></li>
`;
}

/** What was looked at, widened where a segment reaches beyond it. */
function extent({ coverage, segments }: Summary): TimeRange {
  return {
    start: Math.min(coverage.start, ...segments.map(({ start }) => start)),
    end: Math.max(coverage.end, ...segments.map(({ end }) => end)),
  };
}

/** The start, round times, and the end. */
export function ticks({ start, end }: TimeRange): readonly number[] {
  const length = end - start;
  const step = TICK_STEPS.find((candidate) => length / candidate <= MOST_TICKS) ?? length / MOST_TICKS;
  const times = [start];
  for (let time = (Math.floor(start / step) + 1) * step; time < end - length * END_ROOM; time += step) {
    if (time > start + length * END_ROOM) times.push(time);
  }
  return [...times, end];
}

/** Where a time lies in a range, 0 to 100; a range of no length has everything at its start. */
function percent(time: number, { start, end }: TimeRange): number {
  if (end <= start) return 0;
  return round(Math.min(100, Math.max(0, ((time - start) / (end - start)) * 100)));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
