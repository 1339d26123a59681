import type { TimeRange } from "../video.ts";
import { blendOf, changedInAll, distance } from "./signature.ts";
import type { Found, LitFrame } from "./transition.ts";

/** Editors' dissolves last a quarter of a second to two seconds. */
export const LONGEST = 2.1;
/** Frames after a transition that must have settled before it is judged. */
const AFTER = 2;
/** Both sides differ at least this much, as at a hard cut. */
const MINIMUM = 7;
/** Between two shots most cells change (0.54 to 1 in our films); a title that fades in changes a quarter. */
const WHOLE_PICTURE = 0.45;
/** One step that makes up this much of the whole change is a cut: the shortest dissolve is seen in four. */
const LARGEST_STEP = 0.45;
/** Before and after a transition pictures change at less than this share of its own pace: else it is motion. */
const SETTLED = 0.6;
/** Unless it shows another picture altogether: what a camera turned to in two seconds differed by 28 at most, as evenly. */
const OTHER_PICTURE = 30;

/** The best window that ends two frames before the last one and whose frames are blends of its ends. */
export function dissolveIn(frames: readonly LitFrame[]): Found | null {
  const end = frames.length - 1 - AFTER;
  const to = frames[end];
  let best: Found | null = null;
  for (let start = end - 3; to && start >= AFTER; start--) {
    const from = frames[start];
    if (!from || to.timestamp - from.timestamp > LONGEST) break;
    const change = distance(from.coarse, to.coarse);
    if (change < MINIMUM || !settles(frames, start, end, change)) continue;
    const score = change * blendQuality(frames.slice(start, end + 1), change);
    if (score <= (best?.score ?? 0) || changedInAll(from.signature, to.signature) < WHOLE_PICTURE) continue;
    best = { ...mixedPart(frames.slice(start, end + 1)), score, change };
  }
  return best;
}

function settles(frames: readonly LitFrame[], start: number, end: number, change: number): boolean {
  const [before, from, to, settled] = [
    frames[start - AFTER],
    frames[start],
    frames[end],
    frames[end + AFTER],
  ];
  if (!before || !from || !to || !settled) return false;
  if (change >= OTHER_PICTURE) return true;
  const outside = Math.max(distance(before.coarse, from.coarse), distance(to.coarse, settled.coarse));
  return outside / AFTER <= SETTLED * (change / (end - start));
}

/** How far inner frames are from a mixture of both ends, on the average and as a share of their difference: motion is farther. */
const OFF_BLEND = 0.3;
/** The share of the later picture may shrink by this much from one frame to the next: noise. */
const BACKWARDS = 0.06;
/** And be off an even growth by so much. */
const UNEVEN = 0.2;

/** 0 where the frames between are no blends of the first and the last one, up to 1 where they are exactly that. */
function blendQuality(frames: readonly LitFrame[], change: number): number {
  const [first, last] = [frames[0], frames.at(-1)];
  if (!first || !last) return 0;
  let share = 0;
  let rest = 0;
  for (const frame of frames.slice(1, -1)) {
    const blend = blendOf(first.coarse, last.coarse, frame.coarse);
    const even = (frame.timestamp - first.timestamp) / (last.timestamp - first.timestamp);
    if (blend.share < share - BACKWARDS || blend.share - share > LARGEST_STEP) return 0;
    if (Math.abs(blend.share - even) > UNEVEN) return 0;
    share = Math.max(share, blend.share);
    rest += blend.rest / change;
  }
  const off = rest / (frames.length - 2);
  return 1 - share > LARGEST_STEP || off > OFF_BLEND ? 0 : 1 - off;
}

/** A frame with less than this share of the other picture belongs to the shot. */
const PURE = 0.04;

/** The window without what stands still before and after the transition proper. */
function mixedPart(frames: readonly LitFrame[]): TimeRange {
  const [first, last] = [frames[0], frames.at(-1)];
  if (!first || !last) throw new RangeError("a window holds at least four frames");
  const shares = frames.map(({ coarse }) => blendOf(first.coarse, last.coarse, coarse).share);
  const start = frames[shares.findLastIndex((share) => share <= PURE)] ?? first;
  const end = frames[shares.findIndex((share) => share >= 1 - PURE)] ?? last;
  return start.timestamp < end.timestamp
    ? { start: start.timestamp, end: end.timestamp }
    : { start: first.timestamp, end: last.timestamp };
}
