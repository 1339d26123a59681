import { SAME, type Timeline } from "../../timeline.ts";
import type { VideoInfo } from "../../video.ts";

/** A frame of which something could not be decoded is dropped: what the decoder paints in its place was never recorded. */
export const NOTHING_INVENTED = ["-err_detect:v", "explode"];

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

/**
 * The same for frames that come one after the other, none left out on purpose: whether each shows what was recorded.
 * `isDecoded` tells of those before the first. Costs a look-up a frame.
 */
export function soundInTurn(
  source: { readonly info: VideoInfo; readonly timeline: Timeline },
  isDecoded: (time: number) => boolean,
): (time: number) => boolean {
  const { info, timeline } = source;
  if (!FRAME_A_PACKET.test(info.codec)) return () => true;
  let last: number | undefined;
  return (time) => {
    const before = timeline.frameAt(time - HAIR);
    last ??= soundBefore(before, source, isDecoded) ?? Number.NEGATIVE_INFINITY;
    const beginsGroup = timeline.iFrameBefore(time) > time - HAIR;
    const isSound = beginsGroup || Math.abs(before - last) < HAIR || Math.abs(time - last) < HAIR;
    if (isSound) last = time;
    return isSound;
  };
}
