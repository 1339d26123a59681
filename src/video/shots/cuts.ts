import type { FrameChange } from "../video.ts";
import { distance, type Signature } from "./signature.ts";

interface MeasuredFrame {
  readonly timestamp: number;
  readonly signature: Signature;
  /** Distance to the measured frame before, 0 to 255. */
  readonly difference: number;
  /** Histogram difference to the measured frame before, 0 to 1. */
  readonly histogram: number;
  /** Every frame since the measured one before, this one last; absent where every frame is measured. */
  readonly passed?: readonly FrameChange[];
}

/** Finds the first frame of each new shot. `push` takes frames in order, `finish` returns all cuts. */
export interface CutDetector {
  push(frame: MeasuredFrame): void;
  finish(): readonly number[];
  /** How far apart the pictures on both sides of a found cut are, 0 to 255. */
  differenceAt(cut: number): number;
}

/**
 * A cut stands out among its neighbours at least threefold (PySceneDetect's AdaptiveDetector: ratio 3.0 over
 * two frames on each side) and changes the picture by at least this much: half its minimum of 15, since ours is
 * a mean over 4x4 cells, which halves what pixels show.
 */
const RATIO = 3;
const MINIMUM = 7;
/** Where every picture is measured they lie farther apart, and a hand's shake stands out threefold: four false cuts of five. */
const RATIO_OF_PICTURES = 3.5;
/** Unless the change is as large as from one place to another: 18 at least, 8 to 17 within one. */
const OTHER_PLACE = 15;
const NEIGHBOURS = 2;
/** Where nothing moves less is enough: one slide after another changes 5 to 7, a line of text on it under 2. */
const MINIMUM_WHEN_STILL = 3.8;
const TIMES_AROUND = 14;
/**
 * Pictures too must stand out, not only frames: where a recording of 25 a second was made 30, every frame stands out that
 * moves after one that repeats. Cuts have 2 at least; without this nine of twelve false cuts in eight thorough scans stay.
 */
const AMONG_PICTURES = 1.9;
/** What changes so many times as much as the pictures around it is gone again: four cuts at two flashes. */
const GONE = 5;
/** Other colours altogether are a cut at a lower difference (black to a dark scene, slide to slide). */
const OTHER_COLOURS = 0.5;
const MINIMUM_WITH_OTHER_COLOURS = 4;
/**
 * A flash, a blink of the camera or one damaged frame is over within this many seconds: pictures before and after
 * are alike, so it is no cut. After a real cut no earlier picture comes back so soon.
 */
const REACH = 0.3;
/** Pictures count as alike below this share of the difference at the supposed cut. */
const ALIKE = 0.4;
/** On either side of a cut, within so many seconds, at most this many changes are about as large: another cut, a flash. */
const AROUND = 0.5;
const ALSO_LARGE = 0.55;
const OTHER_CUTS = 1;
const CLEARLY_LESS = 0.8;
/** What is kept to look back on, seconds. */
const KEPT = 1;

export function createCutDetector(): CutDetector {
  const frames: MeasuredFrame[] = [];
  const changes: FrameChange[] = [];
  const cuts = new Map<number, number>();
  let judged = Number.NEGATIVE_INFINITY;
  const judgeUntil = (time: number) => {
    for (let at = 0; at < changes.length; at++) {
      const timestamp = changes[at]?.timestamp ?? judged;
      if (timestamp <= judged || timestamp > time) continue;
      judged = timestamp;
      const difference = at > 0 ? cutDifference(changes, at, frames) : 0;
      if (difference > 0) cuts.set(timestamp, difference);
    }
  };
  return {
    push(frame) {
      frames.push(frame);
      changes.push(...changesIn(frame));
      judgeUntil(Math.min(frame.timestamp - AROUND, (changes.at(-1 - NEIGHBOURS)?.timestamp ?? -1) - 1e-9));
      forget(frames, judged - KEPT);
      forget(changes, judged - KEPT);
    },
    finish() {
      judgeUntil(Number.POSITIVE_INFINITY);
      return [...cuts.keys()];
    },
    differenceAt: (cut) => cuts.get(cut) ?? 0,
  };
}

/**
 * Passed frames are measured by brightness alone. What two pictures differ by more than all of that must be colour, and
 * a cut between pictures of one brightness still disturbs it most where it is.
 */
function changesIn({ timestamp, difference, passed }: MeasuredFrame): FrameChange[] {
  if (!passed) return [{ timestamp, change: difference }];
  const sum = passed.reduce((all, { change }) => all + change, 0);
  const largest = passed.reduce((most, { change }) => Math.max(most, change), 0);
  const unseen = Math.max(0, difference - sum);
  const at = passed.findIndex(({ change }) => change === largest);
  return passed.map((one, i) => (i === at ? { ...one, change: one.change + unseen } : one));
}

/** Drops what is older than `time`, but never the last few. */
function forget(list: { readonly timestamp: number }[], time: number): void {
  const first = list.findIndex(({ timestamp }) => timestamp >= time);
  const stale = Math.min(first < 0 ? list.length : first, list.length - 2 * NEIGHBOURS - 2);
  if (stale > 0) list.splice(0, stale);
}

/** How far apart both sides of this change are where it is a cut; 0 where it is none. */
function cutDifference(
  changes: readonly FrameChange[],
  at: number,
  frames: readonly MeasuredFrame[],
): number {
  const spike = changes[at];
  if (!spike) return 0;
  const near = [
    ...changes.slice(Math.max(1, at - NEIGHBOURS), at),
    ...changes.slice(at + 1, at + NEIGHBOURS + 1),
  ];
  const around = near.reduce((sum, { change }) => sum + change, 0) / Math.max(1, near.length);
  if (spike.change < RATIO * Math.max(around, 1)) return 0;
  if (isOneOfMany(changes, spike)) return 0;
  const after = frames.findIndex(({ timestamp }) => timestamp >= spike.timestamp);
  const [first, last] = [frames[after], frames[after - 1]];
  if (!first || !last) return 0;
  const difference = distance(last.signature, first.signature);
  const nearby = usualDifference(frames, after);
  if (!first.passed && difference < OTHER_PLACE && difference < RATIO_OF_PICTURES * around) return 0;
  if (difference < AMONG_PICTURES * nearby || difference * GONE < spike.change) return 0;
  const minimum = Math.max(MINIMUM_WHEN_STILL, Math.min(MINIMUM, TIMES_AROUND * Math.max(around, nearby)));
  const otherColours =
    first.histogram >= OTHER_COLOURS && difference >= Math.max(MINIMUM_WITH_OTHER_COLOURS, RATIO * nearby);
  const changed = difference >= minimum || otherColours;
  return changed && !comesBack(frames, after, spike.timestamp, difference * ALIKE) ? difference : 0;
}

/** What measured pictures beside this one differ by from the ones before them, on the average. */
function usualDifference(frames: readonly MeasuredFrame[], at: number): number {
  const beside = [
    ...frames.slice(Math.max(1, at - NEIGHBOURS), at),
    ...frames.slice(at + 1, at + NEIGHBOURS + 1),
  ];
  return beside.reduce((sum, { difference }) => sum + difference, 0) / Math.max(1, beside.length);
}

/** Film of ten frames a second in a stream of thirty repeats frames: then every new one stands out, and none does. */
function isOneOfMany(changes: readonly FrameChange[], spike: FrameChange): boolean {
  const large = changes.filter(
    ({ timestamp, change }) =>
      timestamp !== spike.timestamp &&
      Math.abs(timestamp - spike.timestamp) < AROUND &&
      change >= ALSO_LARGE * spike.change,
  );
  const before = large.filter(({ timestamp }) => timestamp < spike.timestamp).length;
  const after = large.length - before;
  if (Math.max(before, after) <= OTHER_CUTS) return false;
  // From a still picture to a busy one: the cut is larger than what follows it.
  return (
    Math.min(before, after) > OTHER_CUTS || large.some(({ change }) => change >= CLEARLY_LESS * spike.change)
  );
}

function comesBack(frames: readonly MeasuredFrame[], after: number, time: number, alike: number): boolean {
  // A frame is on screen until the next one comes, which can be long after its own time.
  const before = frames.slice(0, after).filter((_, i) => (frames[i + 1]?.timestamp ?? time) >= time - REACH);
  const later = frames.slice(after).filter(({ timestamp }) => timestamp <= time + REACH);
  return before.some((one) => later.some((other) => distance(one.signature, other.signature) < alike));
}
