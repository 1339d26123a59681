import { html, type Markup } from "../../src/report/page/html.ts";

export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly marks: readonly number[];
}

interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const MOST_STEPS = 5;
/** Distances between marks that people read easily, times a power of ten. */
const STEPS = [1, 2, 2.5, 5, 10];

export const SHARE_AXIS: Axis = { low: 0, high: 1, marks: [0, 0.25, 0.5, 0.75, 1] };

/** From zero to a round number that holds all of them. */
export function axisTo(most: number): Axis {
  if (most <= 0) return { low: 0, high: 1, marks: [0, 1] };
  const power = 10 ** Math.floor(Math.log10(most / MOST_STEPS));
  const step = (STEPS.find((one) => (one * power * MOST_STEPS) / most >= 1 - 1e-9) ?? 10) * power;
  const count = Math.ceil(most / step - 1e-9);
  const marks = Array.from({ length: count + 1 }, (_, i) => Number((i * step).toPrecision(6)));
  return { low: 0, high: count * step, marks };
}

/** As far to both sides of zero. */
export function axisAround(farthest: number): Axis {
  const reach = farthest > 0 ? farthest : 1;
  return { low: -reach, high: reach, marks: [0] };
}

/** Where a value lies between two, 0 to 100. */
export function percent(value: number, low: number, high: number): number {
  if (high <= low) return 0;
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return Math.round(share * 100_000) / 1000;
}

/**
 * A value with its interval. All is placed by shares of the width, so it fits a phone and a desktop alike, and nothing in it is
 * stretched.
 */
export function plot({ value, low, high }: Interval, axis: Axis, description: string): Markup {
  const at = (number: number) => percent(number, axis.low, axis.high);
  const [from, to] = [at(low), at(high)];
  return html`<svg class="plot" width="100%" height="20" role="img" aria-label="${description}">${grid(axis)}<line class="interval" x1="${from}%" x2="${to}%" y1="10" y2="10"/><line class="interval" x1="${from}%" x2="${from}%" y1="6" y2="14"/><line class="interval" x1="${to}%" x2="${to}%" y1="6" y2="14"/><circle class="value" cx="${at(value)}%" cy="10" r="4.5"/></svg>`;
}

/** Where nothing is known. */
export function emptyPlot(axis: Axis): Markup {
  return html`<svg class="plot" width="100%" height="20" aria-hidden="true">${grid(axis)}</svg>`;
}

function grid({ marks, low, high }: Axis): Markup[] {
  return marks.map((mark) => {
    const at = percent(mark, low, high);
    return html`<line class="grid" x1="${at}%" x2="${at}%" y1="0" y2="20"/>`;
  });
}

/** The numbers under the plots of one axis. */
export function axisMarks({ marks, low, high }: Axis): Markup {
  const texts = marks.map(
    (mark) => html`<span style="left:${percent(mark, low, high)}%">${mark.toLocaleString("en-US")}</span>`,
  );
  return html`<div class="marks" aria-hidden="true">${texts}</div>`;
}
