import { SAME, type Timeline } from "../timeline.ts";
import type { VideoInfo } from "../video.ts";

/** Codecs in which every packet becomes a frame; elsewhere some only help others, and one that is missing tells nothing. */
const FRAME_A_PACKET = /^(h264|hevc|mpeg[124])/;

/** Seconds; enough to tell two frames apart, less than any is shown for. */
const HAIR = 2 * SAME;

/**
 * The last frame up to the one at `time` that shows what was recorded: behind a frame that is missing a decoder goes on
 * with pictures made of others, up to the next I-frame. Null where there is none since the beginning.
 */
export function soundBefore(
  time: number,
  { info, timeline }: { readonly info: VideoInfo; readonly timeline: Timeline },
  isDecoded: (time: number) => boolean,
): number | null {
  const iFrame = timeline.iFrameBefore(time);
  const group = timeline.framesWithin(iFrame, time + HAIR);
  const missing = FRAME_A_PACKET.test(info.codec)
    ? group.findIndex((one) => !isDecoded(one))
    : group.findLastIndex(isDecoded) + 1;
  if (missing < 0 || missing >= group.length) return group.at(-1) ?? time;
  const before = group[missing - 1];
  if (before !== undefined) return before;
  return iFrame > timeline.start ? timeline.frameAt(iFrame - HAIR) : null;
}
