import { choosePlan } from "../../../video/plan/choose-plan.ts";
import { type Group, groupsWithin } from "../../../video/plan/suspects.ts";
import { analyseScan, nothingSeen } from "../../../video/shots/analyse.ts";
import type { Candidate, ScanResult } from "../../../video/shots/scan-result.ts";
import type { TimeRange, VideoFile } from "../../../video/video.ts";

/** Seconds between two looks in which someone can cross the picture unseen. */
const UNSEEN = 1;
/** Bytes between I-frames, beyond what is usual, in deviations: noise costs now a little more and now less. */
const COSTLY = 3.5;
/** Share of the length that is looked at again at most, and runs of the decoder. */
const SHARE = 0.3;
const MOST_RUNS = 24;

interface Costly extends Group {
  readonly bytes: number;
}

/**
 * A scan may have looked at I-frames alone, and a camera puts them by the clock. Between them, packets that cost more than
 * usual tell that something moved, and these parts are decoded.
 */
export async function lookCloser(
  video: VideoFile,
  scan: ScanResult,
  signal: AbortSignal,
): Promise<readonly Candidate[]> {
  const { info, timeline } = video;
  const { range } = scan;
  const { closer } = choosePlan({ info, timeline, range, thorough: false });
  const looked = [...scan.candidates];
  for (const { start, end } of costliest(unseen(scan, video), range.end - range.start)) {
    const inside = { start: Math.max(range.start, start), end: Math.min(range.end, end) };
    const seen = await analyseScan(video.scan(closer(inside), signal), inside, () => undefined, range).catch(
      nothingSeen,
    );
    looked.push(...(seen?.candidates ?? []).filter(({ timestamp }) => timestamp > start));
  }
  return looked.toSorted((a, b) => a.timestamp - b.timestamp);
}

/** Groups of frames of which the I-frame alone was looked at, with what the others cost. */
function unseen({ candidates, range }: ScanResult, { timeline }: VideoFile): Costly[] {
  const times = candidates.map(({ timestamp }) => timestamp);
  const groups = groupsWithin(range, timeline);
  const costs = groups.map((group): Costly => {
    const [, ...packets] = timeline.packetsWithin(group.start, group.end);
    const bytes = packets.reduce((sum, packet) => sum + packet.bytes, 0) / Math.max(1, packets.length);
    return { ...group, bytes };
  });
  const usual = median(costs.map(({ bytes }) => bytes));
  const deviation = Math.max(1, median(costs.map(({ bytes }) => Math.abs(bytes - usual))));
  const isCostly = (group: Costly | undefined) =>
    group !== undefined && group.bytes > usual + COSTLY * deviation;
  // What moves comes in and goes out beside that.
  return costs.filter((group, i) => {
    const { start, end } = group;
    const stops = [start, ...times.filter((time) => time > start && time < end), end];
    const widest = Math.max(...stops.slice(1).map((stop, at) => stop - (stops[at] ?? stop)));
    return widest > UNSEEN && [costs[i - 1], group, costs[i + 1]].some(isCostly);
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** Those that cost most, until what may be looked at is used up; in order of time, neighbors joined. */
function costliest(groups: readonly Costly[], length: number): TimeRange[] {
  let left = SHARE * length;
  const taken = groups
    .toSorted((a, b) => b.bytes - a.bytes)
    .filter(({ start, end }) => {
      if (end - start > left) return false;
      left -= end - start;
      return true;
    });
  const runs: TimeRange[] = [];
  for (const { start, end } of taken.toSorted((a, b) => a.start - b.start)) {
    const last = runs.at(-1);
    if (last && start - last.end < UNSEEN) runs[runs.length - 1] = { start: last.start, end };
    else runs.push({ start, end });
  }
  return runs.slice(0, MOST_RUNS);
}
