import type { Report } from "../report.ts";
import { html, type Markup } from "./html.ts";
import { extent, tickMarks } from "./timeline.ts";

/** Bars of the strip at most; of what falls into one the most counts. */
const BARS = 360;
/** Units of its height. */
const HEIGHT = 100;
/** A person far away takes a hundredth of the picture, and must be seen beside one who stands before the camera. */
const heightOf = (share: number) => Math.round(HEIGHT * Math.min(1, Math.sqrt(2 * share)));

/** How much moved over the whole length. In several files it is in the first. */
export function activityStrip(report: Report): Markup {
  const { summary, catalogue, sheet } = report;
  const { activity } = summary;
  if (!activity || (sheet && sheet.number > 1)) return html``;
  const range = extent(summary);
  const width = (range.end - range.start) / Math.min(BARS, Math.max(1, activity.values.length));
  const bars = Array.from({ length: Math.ceil((range.end - range.start) / width) }, () => 0);
  for (const [i, value] of activity.values.entries()) {
    const middle = activity.start + (i + 0.5) * activity.every;
    const at = Math.min(bars.length - 1, Math.max(0, Math.floor((middle - range.start) / width)));
    bars[at] = Math.max(bars[at] ?? 0, value);
  }
  const drawn = bars.flatMap((value, at) => {
    const height = heightOf(value);
    return height === 0 ? [] : [`M${at} ${HEIGHT}v-${height}h1v${height}z`];
  });
  return html`<div class="activity" role="img" aria-label="${catalogue.kinds.activity}">
<svg viewBox="0 0 ${bars.length} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true"><path d="${drawn.join("")}"/></svg>
${tickMarks(range)}</div>
`;
}
