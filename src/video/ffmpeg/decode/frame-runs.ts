import { SAME, type Timeline } from "../../timeline.ts";
import type { VideoInfo } from "../../video.ts";
import { canSkip } from "./skip.ts";

/** A new run costs about as much as decoding this many seconds of 1080p at 30 frames a second (0.12 s against 0.1 s each). */
const WORTH_DECODING_ON = 1.2;
/** One run's `select` holds up to about 1,500 terms when balanced; long before that a new seek is cheaper. */
const FRAMES_PER_RUN = 200;
/** The same in I-frames, of which each takes 0.015 s. */
const WORTH_PASSING = 8;
const FULL_HD = 1920 * 1080;
const USUAL_RATE = 30;
/** A frame of less than this share of 1080p takes no less time. */
const SMALL = 0.05;

/** Frames that one run of ffmpeg decodes, ascending. */
export interface Run {
  readonly times: readonly number[];
  /** What has to be decoded for them: I-frames alone, P-frames too, what others refer to, or everything on the way. */
  readonly frames: "intra" | "predicted" | "reference" | "all";
}

/**
 * The fewest and cheapest runs that decode these ascending frames, by their first frames. I-frames stand alone: one run that
 * skips all other frames reads a hundred of them in the time of ten seeks, unless one of the other runs passes them anyway.
 * `withoutBFrames`: P-frames are known to stand on no others.
 */
export function planRuns(
  wanted: readonly number[],
  timeline: Timeline,
  info: VideoInfo,
  withoutBFrames = false,
): Run[] {
  const all = (times: readonly number[]): Run => ({ times, frames: "all" });
  // A file with several clocks is decoded from its beginning, and no frame of it may be left out.
  if (info.epochs) return groupRuns(wanted, timeline, Number.POSITIVE_INFINITY).map(all);
  const isIFrame = (time: number) => canSkip(info.codec) && timeline.iFrameBefore(time) === time;
  const size = Math.max(SMALL, (info.width * info.height) / FULL_HD);
  const seconds = WORTH_DECODING_ON / size / (Math.max(1, info.frameRate) / USUAL_RATE);
  const others = groupRuns(
    wanted.filter((time) => !isIFrame(time)),
    timeline,
    seconds,
  );
  const passed = (run: readonly number[], time: number) =>
    time >= timeline.iFrameBefore(run[0] ?? time) && time <= (run.at(-1) ?? time);
  const iFrames = wanted.filter((time) => isIFrame(time));
  const alone = iFrames.filter((time) => !others.some((run) => passed(run, time)));
  const mixed = others.map((run): Run => {
    const times = [...iFrames.filter((time) => passed(run, time)), ...run].sort((a, b) => a - b);
    if (withoutBFrames) return { times, frames: "predicted" };
    const isReferred = canLeaveOut(info) && run.every((time) => seemsReferred(time, timeline));
    return { times, frames: isReferred ? "reference" : "all" };
  });
  const intra = groupIFrames(alone, timeline, WORTH_PASSING / size).map(
    (times): Run => ({ times, frames: "intra" }),
  );
  return [...mixed, ...intra].sort((a, b) => (a.times[0] ?? 0) - (b.times[0] ?? 0));
}

/**
 * H.264 alone says of each frame whether any other refers to it; where a container has an index, no frame goes missing
 * without a complaint of the decoder.
 */
export function canLeaveOut({ codec, container, epochs }: VideoInfo): boolean {
  return !epochs && codec === "h264" && /^(mov|matroska)/.test(container);
}

/** Encoders spend more on a frame that others refer to than on those beside it, to which none does. */
export function seemsReferred(time: number, { packetsWithin, frameAt }: Timeline): boolean {
  const before = frameAt(time - 2 * SAME);
  const [first, self, next] = packetsWithin(before, time + LONGEST_FRAME);
  if (before >= time || !first || !self || !next) return false;
  return self.bytes > first.bytes && self.bytes > next.bytes;
}

/** Seconds in which the next frame comes; one that stays longer counts as the last. */
const LONGEST_FRAME = 0.2;

/** Splits ascending timestamps where a fresh seek is cheaper than decoding on. */
export function groupRuns(
  timestamps: readonly number[],
  timeline: Timeline,
  worthDecodingOn: number,
): number[][] {
  let previous = Number.NEGATIVE_INFINITY;
  return splitWhere(timestamps, (timestamp) => {
    // What lies between the last frame and the next one's I-frame would be decoded for nothing.
    const wasted = timeline.iFrameBefore(timestamp) - previous;
    previous = timestamp;
    return wasted >= worthDecodingOn;
  });
}

/** Splits ascending I-frames where a fresh seek is cheaper than decoding all I-frames between two of them. */
function groupIFrames(wanted: readonly number[], timeline: Timeline, worthPassing: number): number[][] {
  const most = Math.max(1, worthPassing);
  let place = 0;
  return splitWhere(wanted, (time) => {
    const before = place;
    while (place < timeline.iFrames.length && (timeline.iFrames[place] ?? time) < time) place++;
    return place - before > most;
  });
}

/** A new run begins at each time for which `isFar` says so, and where one is full. */
function splitWhere(times: readonly number[], isFar: (time: number) => boolean): number[][] {
  const runs: number[][] = [];
  for (const time of times) {
    const far = isFar(time);
    const run = runs.at(-1);
    if (run && !far && run.length < FRAMES_PER_RUN) run.push(time);
    else runs.push([time]);
  }
  return runs;
}
