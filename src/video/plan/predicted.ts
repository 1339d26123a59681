import { analyseScan, nothingSeen } from "../shots/analyse.ts";
import type { ScanResult } from "../shots/scan-result.ts";
import type { Scan, ScanFrame, ScanPlan, TimeRange, VideoFile } from "../video.ts";
import { scanInParts } from "./in-parts.ts";

/** What the first seconds tell about the share of P-frames holds for the rest: an encoder rarely changes its ways. */
const TRIAL = 15;
/**
 * Above this share of all frames there are hardly any B-frames to leave out. x264's defaults give 0.25 to 0.3, and 0.5
 * where the camera hardly ever rests.
 */
const MOST = 0.7;
/** So many a second show a cut, a dissolve and a line of text; fewer mean that the encoder made B-frames of nearly all. */
const LEAST_A_SECOND = 2;

/**
 * Every I- and P-frame in one pass: a third of the frames, and a picture in 0.13 s, as in a thorough scan. On four real
 * films it found 97 % of all boundaries and none that is not there (F1 0.98); I-frames with a closer look at a third,
 * F1 0.96. On a film of pans, shake and zoom it has F1 0.94 where those have 0.90. Null where it does not pay, or where pictures may show what was never recorded.
 */
export async function scanPredicted(
  video: VideoFile,
  range: TimeRange,
  plan: ScanPlan,
  onProgress: (timestamp: number) => void,
  signal: AbortSignal,
): Promise<ScanResult | null> {
  const until = Math.min(range.end, range.start + TRIAL);
  const trial = onTrial(video, { ...range, until }, scanInParts(video, plan, signal));
  const result = await analyseScan(trial.scan, range, onProgress).catch(nothingSeen);
  // Which frames stand on one that is missing can only be told where no other is left out.
  return result?.faults === 0 && trial.isWorthIt() ? result : null;
}

/** The same scan, which ends early where the first seconds have too many frames or too few. */
function onTrial(video: VideoFile, { start, until }: { start: number; until: number }, scan: Scan) {
  const all = video.timeline.framesWithin(start, until).length;
  let isWorthIt = true;
  async function* frames(): AsyncGenerator<ScanFrame> {
    let seen = 0;
    let onTrial = true;
    for await (const frame of scan.frames) {
      if (onTrial && frame.timestamp >= until) {
        onTrial = false;
        isWorthIt = seen <= MOST * all && seen >= LEAST_A_SECOND * (until - start);
        if (!isWorthIt) return;
      }
      seen++;
      yield frame;
    }
    isWorthIt &&= !onTrial;
  }
  return { scan: { ...scan, frames: frames() }, isWorthIt: () => isWorthIt };
}
