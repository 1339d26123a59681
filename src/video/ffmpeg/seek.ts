import type { Timeline } from "../timeline.ts";
import type { DecodedFrame, Decoding } from "./decode.ts";

/**
 * How far before the right I-frame to begin, seconds, in the order of trying. MPEG transport and program streams are
 * searched by decoding time and by no index, so that a seek can land behind its goal; ten seconds hold the
 * longest usual group of pictures, a minute almost any.
 */
const STEPS_BACK = [0, 10, 60];

/** Where decoding can begin so that the frame at `time` comes out, best first; null is the file's beginning. */
export function seekPoints(timeline: Timeline, time: number): (number | null)[] {
  const goal = timeline.iFrameBefore(time);
  const points = STEPS_BACK.map((back) => timeline.iFrameBefore(goal - back));
  return [...new Set(points.map((point) => (point > timeline.start ? point : null)))];
}

/** Decodes from the first of these points that does not land behind the frame at `first` (PTS). */
export function decodeFrom(
  points: readonly (number | null)[],
  first: number,
  start: (seek: number | null) => Decoding,
): Decoding {
  let faults = () => 0;
  async function* frames(): AsyncGenerator<DecodedFrame> {
    for (const [i, point] of points.entries()) {
      const decoding = start(point);
      faults = decoding.faults;
      let arrived = false;
      for await (const frame of decoding.frames) {
        if (!arrived && frame.pts > first && i < points.length - 1) break;
        arrived = true;
        yield frame;
      }
      if (arrived) return;
    }
  }
  return { frames: frames(), faults: () => faults() };
}
