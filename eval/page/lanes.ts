import { formatTimecode } from "../../src/chat/text/timecode.ts";
import { html, type Markup } from "../../src/report/page/html.ts";
import { tickMarks } from "../../src/report/page/timeline.ts";
import type { EvalCase } from "../case.ts";
import type { Watched } from "./cases.ts";
import { percent } from "./plot.ts";
import { type SegmentVerdict, segmentVerdicts } from "./verdicts.ts";

/** Pixels of a row of blocks, and between two. */
const ROW = 22;
const GAP = 2;
/** Under the blocks: a mark for each frame that was sent. */
const FRAMES = 6;
/** A name in a narrower block, in hundredths of the lane, would run into the next. */
const ROOM_FOR_NAME = 4;

interface Block {
  readonly start: number;
  readonly end: number;
  readonly kind: SegmentVerdict["kind"] | "event";
  readonly name: string;
  readonly description: string;
  readonly still?: { readonly at: number; readonly isRight: boolean | null };
}

/** What happens, and under it what each variant told, all along one line of time. */
export function lanes(truth: EvalCase, watched: readonly Watched[]): Markup {
  const ends = [...watched.map(({ outcome }) => outcome.seconds), ...truth.events.map(({ end }) => end)];
  const length = Math.max(1, ...ends);
  const events = truth.events.map(
    ({ id, start, end }): Block => ({
      start,
      end,
      kind: "event",
      name: id,
      description: `${id}, ${rangeText(start, end)}`,
    }),
  );
  const told = watched.map((one) =>
    lane(one.shown.label, blocksOf(one), {
      length,
      frames: one.outcome.frames,
      nothing: one.outcome.failure ?? "",
    }),
  );
  return html`<div class="lanes">
${lane("Truth", events, { length, frames: [], nothing: "no event is known" })}${told}<div class="lane"><span></span>${tickMarks({ start: 0, end: length })}</div>
</div>
`;
}

function blocksOf({ truth, outcome }: Watched): Block[] {
  const segments = outcome.summary?.segments ?? [];
  const verdicts = segmentVerdicts(truth, segments);
  return segments.map(({ start, end, theme, still }, i): Block => {
    const { kind = "other", text = "", isStillRight = null } = verdicts[i] ?? {};
    const description = [
      `${rangeText(start, end)} ${theme}`,
      text,
      `still at ${formatTimecode(still, { precision: 1 })}`,
    ];
    return {
      ...{ start, end, kind, name: String(i + 1) },
      description: description.filter((part) => part !== "").join("; "),
      still: { at: still, isRight: isStillRight },
    };
  });
}

export function rangeText(start: number, end: number): string {
  return `${formatTimecode(start, { precision: 1 })}–${formatTimecode(end, { precision: 1 })}`;
}

interface LaneOptions {
  /** Seconds. */
  readonly length: number;
  readonly frames: readonly number[];
  /** What stands where there is no block. */
  readonly nothing: string;
}

function lane(label: string, blocks: readonly Block[], { length, frames, nothing }: LaneOptions): Markup {
  if (blocks.length === 0) {
    return html`<div class="lane"><bdi>${label}</bdi><span class="soft">${nothing || "nothing was told"}</span></div>\n`;
  }
  const at = (time: number) => percent(time, 0, length);
  const rows = packed(blocks);
  const height = rows.length * (ROW + GAP);
  const drawn = rows.flatMap((row, i) => row.map((block) => drawBlock(block, i * (ROW + GAP), at)));
  const sent = frames.map(
    (time) =>
      html`<line class="frame" x1="${at(time)}%" x2="${at(time)}%" y1="${height}" y2="${height + FRAMES}"/>`,
  );
  return html`<div class="lane"><bdi>${label}</bdi><svg width="100%" height="${height + (frames.length > 0 ? FRAMES : 0)}" role="img" aria-label="${blocks.map(({ description }) => description).join(". ")}">${drawn}${sent}</svg></div>
`;
}

function drawBlock(
  { start, end, kind, name, description, still }: Block,
  top: number,
  at: (time: number) => number,
): Markup {
  const width = Math.round((at(end) - at(start)) * 1000) / 1000;
  const middle = top + ROW / 2;
  const text =
    width >= ROOM_FOR_NAME ? html`<text x="${at(start)}%" dx="5" y="${middle + 4}">${name}</text>` : html``;
  const mark = still
    ? html`<circle class="${still.isRight === false ? "still wrong" : "still"}" cx="${at(still.at)}%" cy="${middle}" r="4.5"/>`
    : html``;
  return html`<g class="block ${kind}"><title>${description}</title><rect x="${at(start)}%" y="${top}" width="${Math.max(0.4, width)}%" height="${ROW}" rx="3"/>${text}${mark}</g>`;
}

/** Those that overlap go into rows of their own. */
function packed(blocks: readonly Block[]): Block[][] {
  const rows: Block[][] = [];
  for (const block of blocks.toSorted((a, b) => a.start - b.start)) {
    const free = rows.find((row) => (row.at(-1)?.end ?? 0) <= block.start);
    if (free) free.push(block);
    else rows.push([block]);
  }
  return rows;
}

const LEGEND = [
  ["event", "an event"],
  ["told", "a segment that tells an event at its time"],
  ["off", "one that tells an event at another time"],
  ["invented", "one that tells what is not there, or not then"],
  ["other", "any other"],
] as const;

export function legend(): Markup {
  const blocks = LEGEND.map(
    ([kind, text]) =>
      html`<li><svg width="26" height="14" aria-hidden="true"><g class="block ${kind}"><rect x="1" y="1" width="24" height="12" rx="3"/></g></svg>${text}</li>\n`,
  );
  return html`<ul class="legend">
${blocks}<li><svg width="14" height="14" aria-hidden="true"><circle class="still" cx="7" cy="7" r="4.5"/></svg>its still</li>
<li><svg width="14" height="14" aria-hidden="true"><circle class="still wrong" cx="7" cy="7" r="4.5"/></svg>its still, outside of what it tells</li>
<li><svg width="14" height="14" aria-hidden="true"><line class="frame" x1="3" x2="3" y1="4" y2="10"/><line class="frame" x1="8" x2="8" y1="4" y2="10"/></svg>frames that were sent</li>
</ul>
`;
}
