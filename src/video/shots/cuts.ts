import { distance, type Signature } from "./signature.ts";

interface MeasuredFrame {
  readonly timestamp: number;
  readonly signature: Signature;
  /** Distance to the frame before, 0 to 255. */
  readonly difference: number;
  /** Histogram difference to the frame before, 0 to 1. */
  readonly histogram: number;
}

/** Finds the first frame of each new shot. `push` takes frames in order, `finish` returns all cuts. */
export interface CutDetector {
  push(frame: MeasuredFrame): void;
  finish(): readonly number[];
}

/**
 * A cut stands out among its neighbours at least threefold (PySceneDetect's AdaptiveDetector: ratio 3.0 over
 * two frames on each side) and changes the picture by at least this much: half its minimum of 15, since ours is
 * a mean over 4x4 cells, which halves what pixels show.
 */
const RATIO = 3;
const MINIMUM = 7;
const NEIGHBOURS = 2;
/** Other colours altogether are a cut at a lower difference (black to a dark scene, slide to slide). */
const OTHER_COLOURS = 0.5;
const MINIMUM_WITH_OTHER_COLOURS = 4;
/**
 * A flash, a blink of the camera or one damaged frame comes back within this many frames: frames before and
 * after are alike, so it is no cut. After a real cut no earlier frame comes back.
 */
const REACH = 6;
/** Frames count as alike below this share of the difference at the supposed cut. */
const ALIKE = 0.4;

export function createCutDetector(): CutDetector {
  const window: MeasuredFrame[] = [];
  const cuts: number[] = [];
  const judge = (at: number) => {
    const frame = window[at];
    if (frame && at > 0 && isCut(window, at)) cuts.push(frame.timestamp);
  };
  return {
    push(frame) {
      window.push(frame);
      if (window.length > 2 * REACH + 1) window.shift();
      if (window.length === 2 * REACH + 1) judge(REACH);
      else judge(window.length - 1 - REACH);
    },
    finish() {
      for (let at = Math.max(1, window.length - REACH); at < window.length; at++) judge(at);
      return cuts;
    },
  };
}

function isCut(window: readonly MeasuredFrame[], at: number): boolean {
  const frame = window[at];
  if (!frame) return false;
  const near = window
    .slice(Math.max(1, at - NEIGHBOURS), at + NEIGHBOURS + 1)
    .filter((other) => other !== frame);
  const around = near.reduce((sum, { difference }) => sum + difference, 0) / Math.max(1, near.length);
  const standsOut = frame.difference >= RATIO * Math.max(around, 1);
  const changes =
    frame.difference >= MINIMUM ||
    (frame.histogram >= OTHER_COLOURS && frame.difference >= MINIMUM_WITH_OTHER_COLOURS);
  return standsOut && changes && !comesBack(window, at, frame.difference * ALIKE);
}

function comesBack(window: readonly MeasuredFrame[], at: number, alike: number): boolean {
  const before = window.slice(Math.max(0, at - REACH), at);
  const after = window.slice(at, at + REACH);
  return before.some(({ signature }) => after.some((later) => distance(signature, later.signature) < alike));
}
