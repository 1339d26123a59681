import type { Timeline } from "../../timeline.ts";
import type { VideoInfo } from "../../video.ts";
import { type DecodedFrame, type Decoding, ptsOf } from "./decode.ts";

/**
 * How far before the right I-frame to begin, seconds, in the order of trying. MPEG transport and program streams are
 * searched by decoding time and by no index, so that a seek can land behind its goal; ten seconds hold the
 * longest usual group of pictures, a minute almost any.
 */
const STEPS_BACK = [0, 10, 60];

/** Containers without an index, where a seek goes by decoding time, which lies before the presentation time. */
export const WITHOUT_INDEX = /^mpeg/;
/** Seconds; no decoder holds a picture back for longer. */
const REORDERING = 0.7;

/**
 * Where decoding can begin so that the frame at `time` comes out, best first; null is the file's beginning. A time that
 * is in several epochs leads anywhere, so that files with more than one are decoded from the beginning.
 */
export function seekPoints(
  timeline: Timeline,
  time: number,
  { container, epochs }: VideoInfo,
): (number | null)[] {
  if (epochs) return [null];
  const goal = timeline.iFrameBefore(time);
  const early = WITHOUT_INDEX.test(container) ? REORDERING : 0;
  const points = STEPS_BACK.map((back) => timeline.iFrameBefore(goal - back) - early);
  return [...new Set(points.map((point) => (point > timeline.start ? point : null)))];
}

/** PTS of the I-frame that must have been decoded before the frame at `time` can be right. */
export function goalOf(timeline: Timeline, time: number, info: VideoInfo): number {
  return ptsOf(timeline.iFrameBefore(time), info);
}

/**
 * Decodes from the first of these points after which the I-frame `goal` (PTS) comes out before anything else is used: a
 * decoder that starts behind it invents what it did not get, and says nothing.
 */
export function decodeFrom(
  points: readonly (number | null)[],
  goal: number,
  start: (seek: number | null) => Decoding,
): Decoding {
  let latest: Decoding | undefined;
  async function* frames(): AsyncGenerator<DecodedFrame> {
    for (const [i, point] of points.entries()) {
      const decoding = start(point);
      latest = decoding;
      let arrived = false;
      for await (const frame of decoding.frames) {
        if (!arrived && i < points.length - 1 && !decoding.decoded().has(goal)) break;
        arrived = true;
        yield frame;
      }
      if (arrived) return;
    }
  }
  return {
    frames: frames(),
    faults: () => latest?.faults() ?? 0,
    complained: () => latest?.complained() ?? false,
    decoded: () => latest?.decoded() ?? new Set(),
    beside: () => latest?.beside() ?? [],
  };
}
