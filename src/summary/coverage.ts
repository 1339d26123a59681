import type { TimeRange } from "../video/video.ts";
import type { Coverage } from "./summary.ts";

/** What a model saw. `times` ascend; the gaps to both ends of the range count too. */
export function coverageOf(times: readonly number[], { start, end }: TimeRange): Coverage {
  const stops = [start, ...times, end];
  const gaps = stops.slice(1).map((stop, i) => stop - (stops[i] ?? stop));
  return { start, end, frames: times.length, largestGap: Math.max(0, ...gaps), soundUsed: false };
}
