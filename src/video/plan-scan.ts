import type { ScanPlan } from "./reader.ts";
import type { Timeline } from "./timeline.ts";
import type { TimeRange } from "./video.ts";

/** Wide enough to see a caption appear, small enough that measuring costs a tenth of decoding. */
const LONG_SIDE = 160;
/** Up to here every frame is decoded: at 15 times real time that is under a minute and a half. */
const THOROUGH = 20 * 60;
/** I-frames alone tell enough of a long video where no two are farther apart. */
const DENSE_I_FRAMES = 12;

/** What to decode of a video: everything of a short one, I-frames of a long one that has enough of them. */
export function planScan(range: TimeRange, timeline: Timeline): ScanPlan {
  const plan = { range, longSide: LONG_SIDE };
  if (range.end - range.start <= THOROUGH) return { ...plan, frames: "all" };
  const stops = timeline.iFrames.filter((time) => time > range.start && time < range.end);
  const dense = [...stops, range.end].every(
    (stop, i) => stop - (stops[i - 1] ?? range.start) <= DENSE_I_FRAMES,
  );
  return { ...plan, frames: dense ? "intra" : "reference" };
}
