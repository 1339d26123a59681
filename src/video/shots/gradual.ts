import type { TimeRange } from "../video.ts";
import { blendOf, changedInAll, distance, type Signature } from "./signature.ts";

interface LitFrame {
  readonly timestamp: number;
  readonly signature: Signature;
  /** Standard deviation of brightness. */
  readonly contrast: number;
}

/** Finds dissolves and fades. `push` takes frames in order, `finish` returns where each begins and ends, in order. */
export interface GradualDetector {
  push(frame: LitFrame): void;
  finish(): readonly Gradual[];
}

export interface Gradual extends TimeRange {
  /** How far apart the pictures on both sides are, 0 to 255. */
  readonly change: number;
}

interface Known extends LitFrame {
  /** Distance to the one before. */
  readonly step: number;
  /** Distance to the one `AFTER` frames earlier. */
  readonly moved: number;
}

interface Found extends Gradual {
  readonly score: number;
}

/** Closer frames tell nothing new about a change that takes half a second. */
const STEP = 0.11;
/** Editors' dissolves last a quarter of a second to two seconds. */
const LONGEST = 2.1;
/** Pictures around a flash differ by less than this share of what it changes. */
const RETURNS = 0.3;
/** Steps; in fewer a change counts as a cut. */
const SHORTEST = 3;
/** Frames after a transition that must have settled before it is judged. */
const AFTER = 2;
/** Both sides differ at least this much, as at a hard cut. */
const MINIMUM = 7;
/** Between two shots most cells change (0.54 to 1 in our films); a title that fades in changes a quarter. */
const WHOLE_PICTURE = 0.45;
/** One step that makes up this much of the whole change is a cut: the shortest dissolve is seen in four. */
const LARGEST_STEP = 0.45;
/** Before and after a transition pictures change at less than this share of its own pace: else it is motion. */
const SETTLED = 0.45;
/** Between black and a picture contrast sinks to this share of what it is on either side. */
const DIP = 0.4;

export function createGradualDetector(): GradualDetector {
  const recent: Known[] = [];
  const found: Found[] = [];
  const judge = () => {
    const fade = fadeIn(recent);
    const dissolve = fade ?? dissolveIn(recent);
    if (dissolve) keepBest(found, dissolve);
  };
  const take = (frame: LitFrame) => {
    if (isFlash(recent.at(-2), recent.at(-1), frame)) recent.pop();
    const since = (earlier: number) => distance((recent.at(-earlier) ?? frame).signature, frame.signature);
    recent.push({ ...frame, step: since(1), moved: since(AFTER) });
    while (recent.length > 6 && frame.timestamp - (recent[0]?.timestamp ?? 0) > LONGEST + 3 * STEP)
      recent.shift();
    judge();
  };
  let latest: LitFrame | null = null;
  return {
    push(frame) {
      const before = latest;
      latest = frame;
      const last = recent.at(-1);
      if (before && last && frame.timestamp - before.timestamp < STEP) {
        if (frame.timestamp - last.timestamp >= STEP) take(frame);
        return;
      }
      // What was on screen for long stands for what a constant rate would have repeated, and counts however soon it came.
      if (before && before.timestamp !== last?.timestamp) take(before);
      if (before)
        for (const timestamp of repeats(before.timestamp, frame.timestamp)) take({ ...before, timestamp });
      take(frame);
    },
    finish: () => found,
  };
}

function repeats(from: number, to: number): number[] {
  return [from + STEP, from + 2 * STEP, to - 2 * STEP, to - STEP].filter((at, i, all) =>
    i < 2 ? at < to - STEP : at > (all[1] ?? 0) + STEP / 2,
  );
}

/** A flash comes and goes; the frames around it are alike and tell all. */
function isFlash(before: LitFrame | undefined, frame: LitFrame | undefined, after: LitFrame): boolean {
  if (!before || !frame) return false;
  const change = distance(before.signature, frame.signature);
  return change >= MINIMUM && distance(before.signature, after.signature) < RETURNS * change;
}

/** Overlapping finds are one transition seen through several windows. */
function keepBest(found: Found[], one: Found): void {
  const last = found.at(-1);
  if (!last || one.start >= last.end) found.push(one);
  else if (one.score > last.score) found[found.length - 1] = one;
}

/**
 * The best window that ends two frames before the last one and whose frames are blends of its ends. Most are not measured:
 * their ends differ at most by all steps between them.
 */
function dissolveIn(frames: readonly Known[]): Found | null {
  const end = frames.length - 1 - AFTER;
  const to = frames[end];
  let best: Found | null = null;
  let most = 0;
  for (let start = end - 1; to && start >= AFTER; start--) {
    const from = frames[start];
    if (!from || to.timestamp - from.timestamp > LONGEST) break;
    most += frames[start + 1]?.step ?? 0;
    if (end - start < SHORTEST || !standsOut(frames, start, end, most)) continue;
    most = distance(from.signature, to.signature);
    const score = dissolveScore(frames, start, end, most);
    if (score > (best?.score ?? 0))
      best = { ...mixedPart(frames.slice(start, end + 1)), score, change: most };
  }
  return best;
}

/** A frame with less than this share of the other picture belongs to the shot. */
const PURE = 0.04;

/** The window without what stands still before and after the transition proper. */
function mixedPart(frames: readonly LitFrame[]): TimeRange {
  const [first, last] = [frames[0], frames.at(-1)];
  if (!first || !last) throw new RangeError("a window holds at least four frames");
  const shares = frames.map(({ signature }) => blendOf(first.signature, last.signature, signature).share);
  const start = frames[shares.findLastIndex((share) => share <= PURE)] ?? first;
  const end = frames[shares.findIndex((share) => share >= 1 - PURE)] ?? last;
  return start.timestamp < end.timestamp
    ? { start: start.timestamp, end: end.timestamp }
    : { start: first.timestamp, end: last.timestamp };
}

/** How much like a dissolve the frames from `start` to `end` are; 0 for anything else. */
function dissolveScore(frames: readonly Known[], start: number, end: number, change: number): number {
  const [from, to] = [frames[start], frames[end]];
  const how = standsOut(frames, start, end, change);
  if (!from || !to || !how || changedInAll(from.signature, to.signature) < WHOLE_PICTURE) return 0;
  // Blends are told last, since they take the most work.
  const blend = blendQuality(frames.slice(start, end + 1), change);
  return how === "settles" || blend.steady ? change * blend.quality : 0;
}

/** Whether so large a change, or a larger one, tells of another picture and not of the motion before and after it, and how. */
function standsOut(frames: readonly Known[], start: number, end: number, change: number) {
  if (change < MINIMUM) return null;
  const outside = Math.max(frames[start]?.moved ?? 0, frames[end + AFTER]?.moved ?? 0);
  if (outside / AFTER <= SETTLED * (change / (end - start))) return "settles";
  return change >= Math.max(OTHER_PICTURE, OUTRUNS * outside) ? "outruns" : null;
}

/** How far inner frames may be from a mixture of both ends, as a share of their difference: motion is farther. */
const OFF_BLEND = 0.34;
/** The share of the later picture may shrink by this much from one frame to the next: noise. */
const BACKWARDS = 0.06;

/** In a dissolve between moving pictures shares still grow evenly; frames enough to be sure of it. */
const UNEVEN = 0.14;
const EVENLY = 6;
/** It then changes more than what moves before and after it does in two frames, by this factor. */
const OUTRUNS = 3;
/** And it shows another picture altogether: half of all pairs of different shots differ more than this. */
const OTHER_PICTURE = 18;

interface BlendQuality {
  /** 0 where the frames between are no blends of the first and the last one, up to 1 where they are exactly that. */
  readonly quality: number;
  readonly steady: boolean;
}

function blendQuality(frames: readonly LitFrame[], change: number): BlendQuality {
  const [first, last] = [frames[0], frames.at(-1)];
  const none = { quality: 0, steady: false };
  if (!first || !last) return none;
  let share = 0;
  let worst = 0;
  let uneven = 0;
  for (const frame of frames) {
    if (frame === first || frame === last) continue;
    const blend = blendOf(first.signature, last.signature, frame.signature);
    if (blend.share < share - BACKWARDS || blend.share - share > LARGEST_STEP) return none;
    const expected = (frame.timestamp - first.timestamp) / (last.timestamp - first.timestamp);
    uneven = Math.max(uneven, Math.abs(blend.share - expected));
    share = Math.max(share, blend.share);
    worst = Math.max(worst, blend.rest / change);
    if (worst > OFF_BLEND) return none;
  }
  if (1 - share > LARGEST_STEP) return none;
  return { quality: 1 - worst, steady: uneven < UNEVEN && frames.length >= EVENLY };
}

/** Contrast is back when it reaches this share of its highest value on that side. */
const BACK = 0.85;

/** A dip of contrast between two different pictures, once the later one has come up. */
function fadeIn(frames: readonly Known[]): Found | null {
  const contrastAt = (i: number) => frames[i]?.contrast ?? 0;
  let lowest = 0;
  for (let i = 1; i < frames.length; i++) if (contrastAt(i) <= contrastAt(lowest)) lowest = i;
  const before = highestContrast(frames, 0, lowest);
  const after = highestContrast(frames, lowest + 1, frames.length);
  if (lowest < 1 || contrastAt(lowest) > DIP * Math.min(before, after)) return null;
  const rising = contrastAt(frames.length - 1) > contrastAt(frames.length - 2) / BACK;
  if (rising) return null;
  const first = frames.findLastIndex(({ contrast }, i) => i < lowest && contrast >= BACK * before);
  const last = frames.findIndex(({ contrast }, i) => i > lowest && contrast >= BACK * after);
  const [from, to] = [frames[first], frames[last]];
  // A flash washes the picture out too, for one frame of these.
  if (!from || !to || last - first < 3 || isAbrupt(frames.slice(first, last + 1))) return null;
  const change = distance(from.signature, to.signature);
  return change < MINIMUM ? null : { start: from.timestamp, end: to.timestamp, score: FADE, change };
}

function highestContrast(frames: readonly LitFrame[], from: number, to: number): number {
  let highest = 0;
  for (let i = from; i < to; i++) highest = Math.max(highest, frames[i]?.contrast ?? 0);
  return highest;
}

/** True where one step makes most of the difference: a cut next to something flat. */
function isAbrupt(frames: readonly Known[]): boolean {
  const steps = frames.slice(1).map(({ step }) => step);
  return Math.max(...steps) > LARGEST_STEP * steps.reduce((sum, step) => sum + step, 0);
}

/** A fade to black is also a chain of blends; its dip tells more. */
const FADE = 1_000;
