import type { Catalogue } from "../../chat/locales/locales.ts";
import { formatTimecode } from "../../chat/text/timecode.ts";
import type { Summary } from "../../summary/summary.ts";
import { headingOf, rangeText } from "../../summary/words.ts";
import type { TimeRange } from "../../video/video.ts";
import { hrefIn, type Report } from "../report.ts";
import { html, type Markup } from "./html.ts";

/** Distances between marks that people read easily, seconds. */
const TICK_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400] as const;
const MOST_TICKS = 6;
/** A mark nearer to the end than this share would run into the end's own. */
const END_ROOM = 0.12;
/** Seconds; from here on a time has its hour before it and takes more room. */
const HOUR = 3600;
const END_ROOM_OF_HOURS = 0.2;
/** Pixels that the narrowest block takes, as in the stylesheet; the last one must not stick out for it. */
const LEAST_WIDTH = 6;

/** The segments as blocks in proportion, or of a long video its chapters; each is a link, and the stills' moments are marked in it. */
export function timeline(report: Report): Markup {
  const { summary, catalogue, sections } = report;
  const range = extent(summary);
  const blocks = sections.length > 0 ? chapterBlocks(report, range) : segmentBlocks(report, range);
  return html`<nav class="timeline" aria-label="${catalogue.report.timeline}">
<ol class="strip">
${blocks}</ol>
${tickMarks(range)}</nav>
`;
}

export function tickMarks(range: TimeRange): Markup {
  const marks = ticks(range).map(
    (time) => html`<span style="left:${percent(time, range)}%">${formatTimecode(time)}</span>`,
  );
  return html`<div class="ticks" aria-hidden="true">${marks}</div>
`;
}

function segmentBlocks({ summary, catalogue }: Report, range: TimeRange): readonly Markup[] {
  return summary.segments.map((segment, position) => {
    const moment = percent(segment.still.timestamp, segment);
    return block(segment, range, {
      number: position + 1,
      href: `#segment-${position + 1}`,
      title: headingOf(summary, position, catalogue),
      moments: html`<span class="moment" style="left:${moment}%"></span>`,
      catalogue,
    });
  });
}

function chapterBlocks(report: Report, range: TimeRange): readonly Markup[] {
  const { summary, catalogue, sections } = report;
  return sections.map((section) => {
    const { number, title, segments } = section;
    const moments = segments.map((position) => {
      const time = summary.segments[position]?.still.timestamp ?? section.start;
      return html`<span class="tick" style="left:${percent(time, section)}%"></span>`;
    });
    const href = hrefIn(report, section, `chapter-${number}`);
    return block(section, range, { number, href, title, moments, catalogue });
  });
}

interface Block {
  readonly number: number;
  readonly href: string;
  readonly title: string;
  readonly moments: Markup | readonly Markup[];
  readonly catalogue: Catalogue;
}

function block(at: TimeRange, range: TimeRange, { number, href, title, moments, catalogue }: Block): Markup {
  const left = percent(at.start, range);
  const width = Math.max(0, percent(at.end, range) - left);
  const name = catalogue.report.timelineLink(rangeText(at), title);
  // Who speaks to the page says what stands there, and so the number has to be in the name.
  const label = `${number}. ${name}`;
  return html`<li style="left:min(${left}%,100% - ${LEAST_WIDTH}px);width:${round(width)}%"><a href="${href}" aria-label="${label}" title="${name}"><span class="number">${number}</span>${moments}</a></li>
`;
}

/** What was looked at, widened where a segment reaches beyond it. */
export function extent({ coverage, segments }: Summary): TimeRange {
  return {
    start: Math.min(coverage.start, ...segments.map(({ start }) => start)),
    end: Math.max(coverage.end, ...segments.map(({ end }) => end)),
  };
}

/** The start, round times, and the end. */
export function ticks({ start, end }: TimeRange): readonly number[] {
  const length = end - start;
  const step = TICK_STEPS.find((candidate) => length / candidate <= MOST_TICKS) ?? length / MOST_TICKS;
  const roomAt = (limit: number) => length * (limit >= HOUR ? END_ROOM_OF_HOURS : END_ROOM);
  const times = [start];
  for (let time = (Math.floor(start / step) + 1) * step; time < end - roomAt(end); time += step) {
    if (time > start + roomAt(start)) times.push(time);
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
