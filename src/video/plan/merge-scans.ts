import type { Candidate, ScanResult } from "../shots/scan-result.ts";
import { distance } from "../shots/signature.ts";
import type { Timeline } from "../timeline.ts";
import type { TimeRange } from "../video.ts";
import type { Group } from "./suspects.ts";

/** Neighbours among I-frames that differ this much belong to different shots, as at a cut. */
const OTHER_SHOT = 7;
/** An I-frame that the encoder chose to put marks a cut at a lower difference: jump cuts keep the colours. */
const OTHER_SHOT_BY_CHOICE = 4;
/** I-frames around one that flashed are alike: below this share of what the flash differs by. */
const RETURNS = 0.3;

/** One result out of the I-frames of a range and the closer looks at parts of it, which have the last word there. */
export function mergeScans(
  first: ScanResult,
  closer: readonly ScanResult[],
  groups: readonly Group[],
  timeline: Timeline,
): ScanResult {
  const covered = (time: number) => closer.some(({ range }) => time >= range.start && time < range.end);
  const own = closer.flatMap(({ candidates }) => candidates);
  const candidates = [...first.candidates.filter(({ timestamp }) => !covered(timestamp)), ...own].sort(
    (a, b) => a.timestamp - b.timestamp,
  );
  const chosen = groups.filter((group) => group.endsByChoice).map(({ end }) => end);
  const between = candidates.flatMap((to, i) => {
    const from = candidates[i - 1];
    if (!from || sameLook(closer, from.timestamp, to.timestamp)) return [];
    const cut = cutBetween([candidates[i - 2], from, to, candidates[i + 1]], chosen, timeline);
    return cut === null ? [] : [cut];
  });
  const transitions = closer.flatMap((scan) => scan.transitions ?? []);
  // Where an I-frame was put into a dissolve its two halves look like two cuts.
  const hard = between.filter(
    (cut) => !transitions.some(({ start, end }) => cut > start - EDGE && cut < end + EDGE),
  );
  const inside = closer.flatMap((scan) =>
    scan.cuts.filter((cut) => !isFlashAtStart(candidates, scan.range, cut)),
  );
  const cuts = [...hard, ...inside].sort((a, b) => a - b);
  return {
    range: first.range,
    candidates,
    cuts: cuts.filter((cut, i) => i === 0 || cut - (cuts[i - 1] ?? 0) > SAME_CUT),
    transitions,
    readUntil: Math.max(first.readUntil, ...closer.map(({ readUntil }) => readUntil)),
    frames: closer.reduce((sum, { frames }) => sum + frames, first.frames),
    // P-frames without the B-frames they refer to make decoders complain of a sound file.
    faults: first.faults,
  };
}

/** Two looks may both see the cut where they meet, and from P-frames alone a fade can look like two. */
const SAME_CUT = 0.5;

const EDGE = 0.3;

/** A closer look that begins on a flash takes its end for a cut; what was seen before tells. */
function isFlashAtStart(candidates: readonly Candidate[], { start }: TimeRange, cut: number): boolean {
  if (cut - start > EDGE) return false;
  const at = candidates.findIndex(({ timestamp }) => timestamp >= start);
  const [before, flash, after] = [
    candidates[at - 1],
    candidates[at],
    candidates.find(({ timestamp }) => timestamp >= cut),
  ];
  if (!before || !flash || !after) return false;
  return distance(before.signature, after.signature) < RETURNS * distance(before.signature, flash.signature);
}

function sameLook(closer: readonly ScanResult[], from: number, to: number): boolean {
  const inside = (range: TimeRange, time: number) => time >= range.start && time < range.end;
  return closer.some(({ range }) => inside(range, from) && inside(range, to));
}

type Neighbours = readonly [Candidate | undefined, Candidate, Candidate, Candidate | undefined];

/** Where the shot changes between two frames that lie apart: at the I-frame that was put there, else at the largest packet. */
function cutBetween(
  [before, from, to, after]: Neighbours,
  chosen: readonly number[],
  timeline: Timeline,
): number | null {
  const change = distance(from.signature, to.signature);
  const byChoice = chosen.find((time) => time > from.timestamp && time <= to.timestamp + 1e-6);
  if (change < (byChoice === undefined ? OTHER_SHOT : OTHER_SHOT_BY_CHOICE)) return null;
  if (before && distance(before.signature, to.signature) < RETURNS * change && isShort(from, to)) return null;
  if (after && distance(from.signature, after.signature) < RETURNS * change && isShort(to, after))
    return null;
  if (byChoice !== undefined) return byChoice;
  const packets = timeline.packetsWithin(from.timestamp + 1e-3, to.timestamp + 1e-3);
  const [largest] = packets.toSorted((a, b) => b.bytes - a.bytes);
  return largest?.timestamp ?? to.timestamp;
}

/** A flash is over at once; what is back after seconds is a shot of its own. */
function isShort(from: Candidate, to: Candidate): boolean {
  return to.timestamp - from.timestamp < 1;
}
