import type { Cue } from "../../sound/transcript.ts";
import type { LabelledFrame } from "../../summary/ask/prompt.ts";

/** Seconds; a frame that is further from the words shows something else. */
export const REACH = 5;

/** Each quote that no cited moment shows gets the frame nearest to its beginning, where one was sent: the words are seen where they are said. */
export function besideQuotes(
  moments: readonly LabelledFrame[],
  quotes: readonly Cue[],
  sent: readonly LabelledFrame[],
): readonly LabelledFrame[] {
  const shown = [...moments];
  for (const quote of quotes) {
    if (shown.some((frame) => distance(frame, quote) <= REACH)) continue;
    const nearest = sent.reduce<LabelledFrame | null>(
      (best, frame) => (best === null || isNearer(frame, best, quote) ? frame : best),
      null,
    );
    if (nearest && distance(nearest, quote) <= REACH) shown.push(nearest);
  }
  return shown.toSorted((a, b) => a.timestamp - b.timestamp);
}

/** Seconds between a frame and the words; none while they are said. */
export function distance({ timestamp }: LabelledFrame, { start, end }: Cue): number {
  return Math.max(0, start - timestamp, timestamp - end);
}

/** Of one frame that was sent twice, the larger. */
function isNearer(frame: LabelledFrame, best: LabelledFrame, quote: Cue): boolean {
  const [one, other] = [distance(frame, quote), distance(best, quote)];
  return one < other || (frame.timestamp === best.timestamp && frame.width > best.width);
}
