import { canLeaveOut, seemsReferred } from "../ffmpeg/decode/frame-runs.ts";
import type { Frame, TimeRange, VideoFile } from "../video.ts";
import { bestOf, REACH, rangeAround, SCORING_SIDE, type Scored, score } from "./choose-still.ts";

/** Seconds from one picture to choose from to the next: each costs a JPEG in full size. */
const EVERY = 0.1;
/** Bytes of a dozen pictures in full size. */
const MOST_BYTES = 48 * 1024 * 1024;

/**
 * The still of a chosen frame in one run that scores pictures and keeps them: 0.4 to 0.5 of the time that one run for the choice
 * and another for the picture take. Only where frames to which no other refers can be left out, since these are half of
 * the work. Null where that is not so, or where nothing near is worth showing: then `chooseStill` looks at every frame.
 */
export async function takeStill(
  video: VideoFile,
  chosen: number,
  { shot, longSide }: { readonly shot: TimeRange; readonly longSide: number },
  signal: AbortSignal,
): Promise<Frame | null> {
  const { info, timeline } = video;
  const isKept = timeline.iFrameBefore(chosen) === chosen || seemsReferred(chosen, timeline);
  if (!canLeaveOut(info) || !isKept) return null;
  const kept = new Map<number, Frame>();
  const keep = {
    longSide,
    every: EVERY,
    also: chosen,
    most: MOST_BYTES,
    take: (frame: Frame) => void kept.set(frame.timestamp, frame),
  };
  const range = rangeAround(REACH, video, chosen, shot);
  const scan = video.scan({ range, longSide: SCORING_SIDE, frames: "reference", keep }, signal);
  const scored: Scored[] = [];
  for await (const frame of scan.frames) scored.push(score(frame, chosen));
  if (scan.faults() > 0 || !kept.has(chosen)) return null;
  const best = bestOf(
    scored.filter(({ timestamp }) => kept.has(timestamp)),
    chosen,
  );
  return (best !== undefined && kept.get(best)) || null;
}
