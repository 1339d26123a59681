import type { Timeline } from "../timeline.ts";
import type { ScanPlan, TimeRange, VideoInfo } from "../video.ts";
import { groupsWithin, shareByChoice } from "./suspects.ts";

/** Wide enough to see a caption appear, small enough that measuring costs a tenth of decoding. */
const LONG_SIDE = 160;
/** Up to here every frame is decoded: that takes a few seconds, and nothing is missed. */
const SHORT = 90;
/** A picture in so many seconds catches what is visible for a fifth of a second, and costs a fifteenth of decoding. */
const PICTURE_EVERY = 0.12;
/** I-frames this near to each other show every shot by themselves, wherever they were put. */
const DENSE = 3;
/** With this many there is nothing between them to leave out. */
const ALMOST_ALL = 0.4;
/** Farther apart they leave too much unseen. */
const SPARSE = 20;
/** From this share of groups on the encoder put I-frames where the picture changes. */
const BY_CHOICE = 0.2;

export interface VideoPlan {
  /** Every frame, or I-frames first and then what their packets make suspicious. */
  readonly kind: "thorough" | "sparse";
  /** To be tried before that: I- and P-frames of the whole range, where the codec lets B-frames be left out. */
  readonly predicted?: ScanPlan;
  /** The first pass, or the only one. */
  readonly first: ScanPlan;
  /** One of the later passes. */
  readonly closer: (range: TimeRange) => ScanPlan;
  readonly reason: PlanReason;
}

/**
 * Why every frame is decoded (it was asked for, the video is short, I-frames lie far apart, they stand by the clock and
 * tell nothing, recordings were joined and cannot be sought in, or they are so dense that little lies between them), or why not (I-frames are dense, or stand where the
 * picture changes).
 */
export type PlanReason = "asked" | "short" | "far-apart" | "joined" | "by-clock" | "dense" | "by-choice";

export interface PlanInput {
  readonly info: VideoInfo;
  readonly timeline: Timeline;
  readonly range: TimeRange;
  /** Decode every frame, however long it takes. */
  readonly thorough: boolean;
}

/** What to decode of a video, from its packets alone. */
export function choosePlan({ info, timeline, range, thorough }: PlanInput): VideoPlan {
  const groups = groupsWithin(range, timeline);
  // A last frame that holds while the sound goes on leaves nothing unseen.
  const last = timeline.frameAt(range.end);
  const widest = groups.reduce((most, { start, end }) => Math.max(most, Math.min(end, last) - start), 0);
  const mean = (range.end - range.start) / groups.length;
  const base = { longSide: LONG_SIDE, rough: isRough(info) };
  const every = isSteady(timeline, range) ? { pictureEvery: PICTURE_EVERY } : {};
  const closer = (part: TimeRange): ScanPlan => ({ ...base, range: part, frames: predictedFrames(info) });
  const all = (reason: PlanReason): VideoPlan => ({
    kind: "thorough",
    first: { ...base, ...every, range, frames: "all" },
    closer,
    reason,
  });
  if (thorough) return all("asked");
  if (range.end - range.start <= SHORT) return all("short");
  if (info.epochs) return all("joined");
  if (mean < ALMOST_ALL) return all("dense");
  const tried = LEAVES_OUT.has(info.codec)
    ? { predicted: { ...base, rough: true, range, frames: predictedFrames(info) } satisfies ScanPlan }
    : {};
  if (widest > SPARSE) return { ...all("far-apart"), ...tried };
  if (mean > DENSE && shareByChoice(groups) < BY_CHOICE) return { ...all("by-clock"), ...tried };
  const reason = mean <= DENSE ? "dense" : "by-choice";
  return { kind: "sparse", first: { ...base, range, frames: "intra" }, closer, reason, ...tried };
}

/** With these, decoders can leave out B-frames, and P-frames mostly do without them. */
const LEAVES_OUT: ReadonlySet<string> = new Set(["h264", "hevc"]);

/** H.264 alone is decoded so in every plan: with others it saves too little where each frame counts. */
function isRough({ codec }: VideoInfo): boolean {
  return codec === "h264";
}

/** Only H.264's P-frames can mostly do without B-frames; with other codecs only frames that no other frame refers to are left out. */
function predictedFrames({ codec }: VideoInfo): ScanPlan["frames"] {
  return codec === "h264" ? "predicted" : "reference";
}

/** Gaps this many times as long as usual mean a variable rate: then a frame can stay for long, and none may be skipped. */
const UNSTEADY = 2.5;

function isSteady(timeline: Timeline, { start, end }: TimeRange): boolean {
  const times = timeline.framesWithin(start, end);
  const usual = (end - start) / Math.max(1, times.length);
  return times.every((time, i) => i === 0 || time - (times[i - 1] ?? time) < UNSTEADY * usual);
}
