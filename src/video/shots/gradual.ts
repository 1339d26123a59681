import { dissolveIn, LONGEST } from "./dissolve.ts";
import { fadeIn } from "./fade.ts";
import { distance } from "./signature.ts";
import type { Found, Gradual, LitFrame } from "./transition.ts";

/** Finds dissolves and fades. `push` takes frames in order, `finish` returns where each begins and ends, in order. */
export interface GradualDetector {
  push(frame: LitFrame): void;
  finish(): readonly Gradual[];
}

/** Closer frames tell nothing new about a change that takes half a second. */
const STEP = 0.11;
/** Pictures around a flash differ by less than this share of what it changes. */
const RETURNS = 0.3;
/** A flash changes the picture at least this much. */
const MINIMUM = 7;

export function createGradualDetector(): GradualDetector {
  const recent: LitFrame[] = [];
  const found: Found[] = [];
  const judge = () => {
    const fade = fadeIn(recent);
    const dissolve = fade ?? dissolveIn(recent);
    if (dissolve) keepBest(found, dissolve);
  };
  const take = (frame: LitFrame) => {
    if (isFlash(recent.at(-2), recent.at(-1), frame)) recent.pop();
    recent.push(frame);
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
    finish: () => joined(found),
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

/**
 * What is at rest for less than this many seconds between two transitions is no shot but the black of a fade: one with
 * a mark burned in keeps its contrast and looks like two dissolves.
 */
const REST = 0.3;

function joined(found: readonly Gradual[]): Gradual[] {
  const result: Gradual[] = [];
  for (const one of found) {
    const last = result.at(-1);
    if (last && one.start - last.end < REST)
      result[result.length - 1] = { ...last, end: one.end, change: Math.max(last.change, one.change) };
    else result.push(one);
  }
  return result;
}

/** Overlapping finds are one transition seen through several windows; a fade may be seen as two dissolves before it ends. */
function keepBest(found: Found[], one: Found): void {
  const first = found.findIndex(({ end }) => end > one.start);
  const before = first < 0 ? [] : found.slice(first);
  if (before.some(({ score }) => score >= one.score)) return;
  found.splice(found.length - before.length, before.length, one);
}
