import { inParallel } from "../../util/parallel.ts";
import { analyseScan, nothingSeen } from "../shots/analyse.ts";
import type { Candidate, ScanResult } from "../shots/scan-result.ts";
import { distance } from "../shots/signature.ts";
import type { ScanPlan, TimeRange, VideoFile } from "../video.ts";
import { choosePlan, type PlanReason, type VideoPlan } from "./choose-plan.ts";
import { type KeptFrames, keeping } from "./keeping.ts";
import { mergeScans } from "./merge-scans.ts";
import { scanPredicted } from "./predicted.ts";
import { type Group, groupsWithin, type Suspect, suspectIn, worthDecoding } from "./suspects.ts";

interface ScanOptions {
  readonly thorough?: boolean;
  /** Share of the work that is done, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  /** Long side of frames to keep on the way; absent: none are. */
  readonly keepSide?: number | undefined;
}

export interface VideoScan {
  readonly scan: ScanResult;
  readonly explanation: Explanation;
  /** Null where none were to be kept, or none can be relied on. */
  readonly kept: KeptFrames | null;
}

/** What was decoded, and why. */
export interface Explanation {
  readonly kind: VideoPlan["kind"] | "predicted";
  readonly reason: PlanReason;
  /** Parts that were looked at closer, and their share of the video, 0 to 1. */
  readonly parts: number;
  readonly share: number;
}

/** Looks a video through as its packets advise. Throws `no-frames` where nothing could be decoded. */
export async function scanVideo(
  video: VideoFile,
  range: TimeRange,
  { thorough = false, onProgress = () => undefined, keepSide }: ScanOptions,
  signal: AbortSignal,
): Promise<VideoScan> {
  const { info, timeline } = video;
  const plan = choosePlan({ info, timeline, range, thorough });
  const length = Math.max(range.end - range.start, 1e-9);
  const progress = (timestamp: number) =>
    onProgress(Math.min(1, Math.max(0, (timestamp - range.start) / length)));
  if (plan.predicted) {
    const predicted = keeping(plan.predicted, keepSide, range);
    const scan = await scanPredicted(video, range, predicted.plan, progress, signal);
    if (scan) {
      const explanation = { kind: "predicted", reason: plan.reason, parts: 1, share: 1 } as const;
      return { scan, explanation, kept: predicted.kept() };
    }
  }
  if (plan.kind === "sparse") {
    const { scan, parts } = await scanSparsely(video, range, plan, onProgress, signal);
    const seconds = parts.reduce((sum, { start, end }) => sum + end - start, 0);
    const { kind, reason } = plan;
    return { scan, explanation: { kind, reason, parts: parts.length, share: seconds / length }, kept: null };
  }
  const first = keeping(plan.first, keepSide, range);
  const scan = await analyseScan(video.scan(first.plan, signal), range, progress);
  const kept = scan.faults === 0 ? first.kept() : null;
  return { scan, explanation: { kind: plan.kind, reason: plan.reason, parts: 1, share: 1 }, kept };
}

/**
 * Of the video's length this share is looked at closer, where it moves; of what stands still, more for the same work.
 * With P-frames only all of it costs a tenth of decoding everything.
 */
const CLOSER_SHARE = 0.3;
/** And one part in so many seconds, since each starts a program. */
const SECONDS_A_PART = 5;
/** Two at a time: while one program starts, the other decodes. */
const AT_ONCE = 2;
/** I-frames this far apart in a mean over cells show different shots, as at a cut. */
const UNLIKE = 7;
/** Of the whole work, the I-frames' share. */
const FIRST_SHARE = 0.4;

interface SparseScan {
  readonly scan: ScanResult;
  /** What was decoded beyond I-frames. */
  readonly parts: readonly TimeRange[];
}

/** I-frames of the whole range, then P-frames of the parts where packets or neighbours hint at something unseen. */
export async function scanSparsely(
  video: VideoFile,
  range: TimeRange,
  plan: VideoPlan,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<SparseScan> {
  const length = Math.max(range.end - range.start, 1e-9);
  const first = await analyseScan(video.scan(plan.first, signal), range, (timestamp) =>
    onProgress(FIRST_SHARE * Math.min(1, (timestamp - range.start) / length)),
  );
  const groups = groupsWithin(range, video.timeline);
  const isUnlike = unlikeness(first.candidates);
  const suspects = groups.flatMap((group) => {
    const suspect = suspectIn(group, isUnlike(group), video.timeline);
    return suspect ? inside(range, suspect) : [];
  });
  // Nothing follows the last I-frame that would show what comes after it.
  const tail = groups.at(-1);
  if (tail) suspects.push(...inside(range, { ...tail, suspicion: Number.POSITIVE_INFINITY }));
  const limits = { seconds: CLOSER_SHARE * length, count: Math.ceil(length / SECONDS_A_PART) };
  const parts = worthDecoding(suspects, { ...limits, start: costOfStart(video) });
  let done = 0;
  const scans = await inParallel(parts, AT_ONCE, async (part) => {
    const closer = plan.closer(part);
    // Where a part is damaged its I-frames have to do.
    const look = (how: ScanPlan) =>
      analyseScan(video.scan(how, signal), part, () => undefined, range).catch(nothingSeen);
    const rough = await look(closer);
    // Which frames stand on one that is missing can only be told where no other is left out.
    const scan =
      rough && rough.faults > 0 && closer.frames !== "all" ? await look({ ...closer, frames: "all" }) : rough;
    done++;
    onProgress(FIRST_SHARE + ((1 - FIRST_SHARE) * done) / parts.length);
    return scan;
  });
  const seen = scans.filter((scan) => scan !== null);
  return { scan: mergeScans(first, seen, groups, video.timeline), parts };
}

/** What of a suspect lies in the range: the first group may begin before it, with all that it hints at. */
function inside(range: TimeRange, suspect: Suspect): Suspect[] {
  const [start, end] = [Math.max(suspect.start, range.start), Math.min(suspect.end, range.end)];
  return start < end ? [{ ...suspect, start, end }] : [];
}

/** Seconds to start ffmpeg, and for each frame that its index tells of. */
const STARTING = 0.18;
const INDEXING = 1e-6;
/** Seconds to decode P-frames of one second in 1080p30, on two cores. */
const DECODING = 0.016;
const FULL_HD = 1920 * 1080 * 30;

/**
 * How many seconds of this video are decoded while another run of ffmpeg starts: a dozen in 1080p, minutes in 360p. Not by bitrate,
 * though that changes it: four times as much or as little moved F1 by at most .02 on two real films, and a screen recording lost nothing.
 */
function costOfStart({ info, timeline }: VideoFile): number {
  const aSecond = (DECODING * info.width * info.height * Math.max(1, info.frameRate)) / FULL_HD;
  return (STARTING + INDEXING * timeline.frames) / aSecond;
}

/** Tells of a group whether the I-frame that ends it shows something else than the one that begins it. */
function unlikeness(iFrames: readonly Candidate[]): (group: Group) => boolean {
  const known = new Map(iFrames.map((frame) => [Math.round(frame.timestamp * 1_000), frame.signature]));
  const at = (time: number) => known.get(Math.round(time * 1_000));
  return ({ start, end }) => {
    const [from, to] = [at(start), at(end)];
    return from !== undefined && to !== undefined && distance(from, to) >= UNLIKE;
  };
}
