import type { VideoFile } from "../reader.ts";
import { analyseScan } from "../shots/analyse.ts";
import type { ScanResult } from "../shots/scan-result.ts";
import type { TimeRange } from "../video.ts";
import { choosePlan, type PlanReason, type VideoPlan } from "./choose-plan.ts";
import { lookSparsely } from "./look-sparsely.ts";

export interface LookOptions {
  readonly thorough?: boolean;
  /** Share of the work that is done, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

export interface Looked {
  readonly scan: ScanResult;
  readonly explanation: Explanation;
}

/** What was decoded, and why. */
export interface Explanation {
  readonly kind: VideoPlan["kind"];
  readonly reason: PlanReason;
  /** Parts that were looked at closer, and their share of the video, 0 to 1. */
  readonly parts: number;
  readonly share: number;
}

/** Looks a video through as its packets advise. Throws `no-frames` where nothing could be decoded. */
export async function lookThrough(
  video: VideoFile,
  range: TimeRange,
  { thorough = false, onProgress = () => undefined }: LookOptions,
  signal: AbortSignal,
): Promise<Looked> {
  const { info, timeline } = video;
  const plan = choosePlan({ info, timeline, range, thorough });
  const length = Math.max(range.end - range.start, 1e-9);
  if (plan.kind === "sparse") {
    const { scan, parts } = await lookSparsely(video, range, plan, onProgress, signal);
    const seconds = parts.reduce((sum, { start, end }) => sum + end - start, 0);
    const { kind, reason } = plan;
    return { scan, explanation: { kind, reason, parts: parts.length, share: seconds / length } };
  }
  const scan = await analyseScan(video.scan(plan.first, signal), range, (timestamp) => {
    onProgress(Math.min(1, Math.max(0, (timestamp - range.start) / length)));
  });
  return { scan, explanation: { kind: plan.kind, reason: plan.reason, parts: 1, share: 1 } };
}
