import type { VideoFile } from "../reader.ts";
import { analyseScan } from "../shots/analyse.ts";
import type { ScanResult } from "../shots/scan-result.ts";
import type { TimeRange } from "../video.ts";
import { choosePlan } from "./choose-plan.ts";
import { lookSparsely } from "./look-sparsely.ts";

export interface LookOptions {
  readonly thorough?: boolean;
  /** Share of the work that is done, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

export interface Looked {
  readonly scan: ScanResult;
  /** What was decoded and why, in one line. */
  readonly explanation: string;
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
    const share = Math.round((100 * seconds) / length);
    return {
      scan,
      explanation: `sparse (${plan.reason}): I-frames, then ${parts.length} parts, ${share} % of the video`,
    };
  }
  const scan = await analyseScan(video.scan(plan.first, signal), range, (timestamp) => {
    onProgress(Math.min(1, Math.max(0, (timestamp - range.start) / length)));
  });
  return { scan, explanation: `thorough (${plan.reason}): every frame decoded` };
}
