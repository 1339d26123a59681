import type { EvalCase } from "../case.ts";
import type { Seen } from "./seen.ts";

/** A segment by the labels of its frames. */
export interface Told {
  readonly start: string;
  readonly end: string;
  readonly key: string;
  readonly text: string;
  /** What it has read in the picture. */
  readonly read: readonly string[];
  /** Ids of cues. */
  readonly quotes: readonly string[];
}

/**
 * Each event of which a frame was sent, by its words, each text once; none where an earlier one still lasts. With `late`, each
 * names the frames that come so many seconds later.
 */
export function toldOf({ events, written }: EvalCase, frames: Seen["frames"], late: number): Told[] {
  const told: Told[] = [];
  let free = 0;
  for (const { id, start, end, words } of events.toSorted((a, b) => a.start - b.start)) {
    const at = frames.flatMap(({ seconds }, i) => (seconds >= start && seconds < end ? [i] : []));
    const [first, last] = [at[0], at.at(-1)];
    if (first === undefined || last === undefined) continue;
    const from = Math.max(free, later(frames, first, late));
    const to = Math.max(from, later(frames, last, late));
    const key = late > 0 ? to : (from + to) >> 1;
    const [startFrame, endFrame, keyFrame] = [frames[from], frames[to], frames[key]];
    if (!startFrame || !endFrame || !keyFrame) break;
    free = to + 1;
    told.push({
      ...{ start: startFrame.label, end: endFrame.label, key: keyFrame.label },
      text: `${words.map(([word]) => word).join(", ")} (${id}).`,
      read: written.filter((one) => one.start < end && one.end > start).map(({ text }) => text),
      // A line that begins with the event stands after the frame before it.
      quotes: frames.slice(Math.max(0, from - 1), to + 1).flatMap(({ cues }) => cues),
    });
  }
  return told;
}

/** The first frame that is at least so many seconds after the one at a position; the last one where there is none. */
function later(frames: Seen["frames"], position: number, by: number): number {
  const time = (frames[position]?.seconds ?? 0) + by;
  const found = frames.findIndex(({ seconds }) => seconds >= time);
  return found < 0 ? frames.length - 1 : found;
}
