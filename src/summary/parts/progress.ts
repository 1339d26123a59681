import type { Progress } from "../../chat/message.ts";
import type { TimeRange } from "../../video/video.ts";

/** What one part of a long video reports to. */
interface PartReports {
  readonly scan: (fraction: number) => void;
  readonly rest: (progress: Progress) => void;
  /** It has been watched up to here, seconds; `of`: how many parts there will be. */
  readonly done: (end: number, of: number) => void;
}

/**
 * Progress of a video that is watched in parts. The first part reports each step, since nothing else is there to see; from then
 * on one step says how many parts have been watched. How long the rest takes is told by what this try has watched itself.
 */
export function reportsOfParts(
  report: (progress: Progress) => void,
  { start, end }: TimeRange,
  now: () => number = () => performance.now(),
) {
  const began = now();
  const length = Math.max(end - start, 1e-9);
  let done = 0;
  let watched = 0;
  let kept = 0;
  const add = (seconds: number, of: number) => {
    done += 1;
    watched += seconds;
    const anew = watched - kept;
    const rate = anew / Math.max(now() - began, 1e-9);
    const left = anew > 0 ? { secondsLeft: Math.max(0, length - watched) / rate / 1_000 } : {};
    report({ step: "parts", fraction: watched / length, parts: { done, of: Math.max(done, of), ...left } });
  };
  return {
    /** An earlier try has watched so many seconds. */
    known(seconds: number, of: number) {
      kept += seconds;
      add(seconds, of);
    },
    /** Of the part with this number (from zero) that begins at `start`, of so many. */
    of(number: number, from: number, of: number): PartReports {
      const first = (progress: Progress) => {
        if (number === 0 && done === 0) report({ ...progress, parts: { done, of } });
      };
      return {
        scan: (fraction) => first({ step: "scan", fraction }),
        rest: first,
        done: (until, total) => add(until - from, total),
      };
    },
  };
}
