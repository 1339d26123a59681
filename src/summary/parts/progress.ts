import type { Progress } from "../../chat/message.ts";
import type { TimeRange } from "../../video/video.ts";

/** What one part of a long video reports to. */
interface PartReports {
  readonly scan: (fraction: number) => void;
  readonly rest: (progress: Progress) => void;
  /** It has been watched up to here, seconds. */
  readonly done: (end: number) => void;
}

/**
 * Progress of a video that is watched in parts. The first part reports each step, since nothing else is there to see; from then
 * on one step says how much of the video has been watched.
 */
export function reportsOfParts(report: (progress: Progress) => void, range: TimeRange) {
  const length = Math.max(range.end - range.start, 1e-9);
  let watched = 0;
  const told = () => report({ step: "parts", fraction: watched / length });
  return {
    /** Of the part with this number (from zero) that begins at `start`. */
    of(number: number, start: number): PartReports {
      const isFirst = number === 0;
      return {
        scan: (fraction) => isFirst && report({ step: "scan", fraction }),
        rest: (progress) => isFirst && report(progress),
        done(end) {
          watched += end - start;
          told();
        },
      };
    },
  };
}
