import { distance } from "./signature.ts";
import type { Found, LitFrame } from "./transition.ts";

/** Both sides differ at least this much. Between dark pictures that is little; that the light went out tells more. */
const MINIMUM = 4;
/** Between black and a picture contrast sinks to this share of what it is on either side. */
const DIP = 0.4;
/** In a fade contrast changes at least by this factor from one frame to the next. */
const FADING = 1.06;
/** Less contrast than this is black and noise; so is little more than the lowest, where a mark is burned in. */
const BLACK = 3;
const AS_LOW = 1.25;
/** One step that makes up this much of the whole change is a cut next to something flat. */
const LARGEST_STEP = 0.45;
/** A fade to black is also a chain of blends; its dip tells more. */
const FADE = 1_000;

/** A dip of contrast between two different pictures, once the later one has come up. */
export function fadeIn(frames: readonly LitFrame[]): Found | null {
  const lowest = lowestOf(frames);
  const first = endOfSlope(frames, lowest, -1);
  const last = endOfSlope(frames, lowest, 1);
  // Nothing follows yet that would show whether it has come up.
  if (last === frames.length - 1) return null;
  const [from, bottom, to] = [frames[first], frames[lowest], frames[last]];
  if (!from || !bottom || !to || last - first < 3) return null;
  if (bottom.contrast > DIP * Math.min(from.contrast, to.contrast)) return null;
  // A flash washes the picture out too, for one frame of these.
  if (isAbrupt(frames.slice(first, last + 1))) return null;
  const change = distance(from.signature, to.signature);
  return change < MINIMUM ? null : { start: from.timestamp, end: to.timestamp, score: FADE, change };
}

function lowestOf(frames: readonly LitFrame[]): number {
  return frames.reduce((low, { contrast }, i) => (contrast <= (frames[low]?.contrast ?? 0) ? i : low), 0);
}

/** From the bottom up for as long as contrast grows from frame to frame: how high it was seconds before tells nothing. */
function endOfSlope(frames: readonly LitFrame[], bottom: number, step: 1 | -1): number {
  const contrastAt = (i: number) => frames[i]?.contrast ?? 0;
  const black = Math.max(BLACK, AS_LOW * contrastAt(bottom));
  let at = bottom;
  while (frames[at + step] && (contrastAt(at) < black || contrastAt(at + step) > FADING * contrastAt(at)))
    at += step;
  return at;
}

/** True where one step makes most of the difference. */
function isAbrupt(frames: readonly LitFrame[]): boolean {
  const steps = frames.slice(1).map((frame, i) => distance((frames[i] ?? frame).signature, frame.signature));
  return Math.max(...steps) > LARGEST_STEP * steps.reduce((sum, step) => sum + step, 0);
}
