import { CuepointError } from "../../errors.ts";
import type { FrameChange, Scan, ScanFrame, TimeRange } from "../video.ts";
import { coarseOf } from "./coarse.ts";
import { createCutDetector } from "./cuts.ts";
import { createGradualDetector } from "./gradual.ts";
import { type Histogram, histogramDifference, histogramOf } from "./histogram.ts";
import { createLocalDetector } from "./local-change.ts";
import { type Candidate, type ScanResult, withFringe } from "./scan-result.ts";
import { distance, type Signature, signatureOf } from "./signature.ts";
import type { Gradual } from "./transition.ts";

interface Seen extends Candidate {
  readonly histogram: number;
  readonly passed?: readonly FrameChange[];
}

/** Candidates a second for short videos: above the highest sampling rate, so that strategies have a choice. */
const CANDIDATE_RATE = 8;
/** About 1.7 KB each: a long video keeps fewer a second instead of more memory. */
const MAX_CANDIDATES = 6_000;
/** And so many more for new pictures and for what is new in them, each. */
const MAX_EXTRA = 6_000;
/** However short a part of a long video is, it may have this much to tell. */
const LEAST_EXTRA = 20;

/**
 * Reads a scan to its end. `onProgress` gets the timestamp of each frame; `whole` is what the scan is a part of, so that
 * all parts together keep no more than one scan would. Throws `no-frames` where nothing could be decoded.
 */
export async function analyseScan(
  scan: Scan,
  range: TimeRange,
  onProgress: (timestamp: number) => void,
  whole: TimeRange = range,
): Promise<ScanResult> {
  const cuts = createCutDetector();
  const gradual = createGradualDetector();
  const collect = createCollector(range, whole);
  const measure = createMeasure();
  let frames = 0;
  let readUntil = range.start;
  for await (const frame of scan.frames) {
    const seen = measure(frame);
    cuts.push(seen);
    gradual.push({ ...seen, coarse: coarseOf(seen.signature, frame.picture.width) });
    collect.push(seen, frame);
    frames += frame.passed?.length ?? 1;
    readUntil = frame.timestamp;
    onProgress(frame.timestamp);
  }
  if (frames === 0) throw new CuepointError("no-frames");
  const hard = cuts.finish();
  const transitions = withoutCuts(gradual.finish(), hard, cuts.differenceAt);
  const blended = transitions.map(withFringe);
  return {
    range,
    candidates: collect
      .finish()
      .map((candidate) => (within(blended, candidate) ? { ...candidate, mixed: true } : candidate)),
    cuts: boundaries(hard, transitions),
    transitions,
    readUntil,
    frames,
    faults: scan.faults(),
  };
}

/** For a scan that another one can stand in for: null in place of `no-frames`. */
export function nothingSeen(error: unknown): null {
  if (error instanceof CuepointError && error.code === "no-frames") return null;
  throw error;
}

/** A cut that makes up this much of a transition's whole change leaves none: something moved fast, or light changed. */
const ALL_IN_ONE = 0.6;

function withoutCuts(
  found: readonly Gradual[],
  cuts: readonly number[],
  differenceAt: (cut: number) => number,
): TimeRange[] {
  return found
    .filter(({ start, end, change }) =>
      cuts.every((cut) => cut < start || cut > end || differenceAt(cut) < ALL_IN_ONE * change),
    )
    .map(({ start, end }) => ({ start, end }));
}

/** Each dissolve and fade is one boundary, whatever the cut detector saw within it. */
function boundaries(cuts: readonly number[], transitions: readonly TimeRange[]): number[] {
  const hard = cuts.filter((cut) => !transitions.some(({ start, end }) => cut >= start && cut <= end));
  return [...hard, ...transitions.map(({ start, end }) => (start + end) / 2)].sort((a, b) => a - b);
}

function within(transitions: readonly TimeRange[], { timestamp }: Candidate): boolean {
  return transitions.some(({ start, end }) => timestamp >= start && timestamp < end);
}

/** What is new in a frame is known a few frames later, so that frames wait before they go to their buckets. */
const WAITING = 6;

function createCollector(range: TimeRange, whole: TimeRange) {
  const length = Math.max(1e-9, whole.end - whole.start);
  const extra = Math.max(LEAST_EXTRA, (MAX_EXTRA * (range.end - range.start)) / length);
  const buckets = createBuckets(Math.max(1 / CANDIDATE_RATE, length / MAX_CANDIDATES), extra);
  const local = createLocalDetector();
  const waiting: Seen[] = [];
  const release = (count: number) => {
    for (const { passed: _, histogram: __, ...candidate } of waiting.splice(0, waiting.length - count)) {
      buckets.push(candidate);
    }
  };
  return {
    push(seen: Seen, frame: ScanFrame) {
      waiting.push(seen);
      for (const { timestamp, novelty, size } of local.push(frame)) {
        const at = waiting.findIndex((one) => one.timestamp === timestamp);
        const known = waiting[at];
        if (known) waiting[at] = { ...known, novelty, news: size };
      }
      release(WAITING);
    },
    finish() {
      release(0);
      return buckets.finish();
    },
  };
}

function createMeasure(): (frame: ScanFrame) => Seen {
  let previous: { signature: Signature; histogram: Histogram } | null = null;
  return ({ timestamp, picture, passed }) => {
    const current = { signature: signatureOf(picture), histogram: histogramOf(picture) };
    const difference = previous ? distance(previous.signature, current.signature) : 0;
    const histogram = previous ? histogramDifference(previous.histogram, current.histogram) : 0;
    const { brightness, contrast } = current.histogram;
    previous = current;
    return {
      timestamp,
      signature: current.signature,
      difference,
      activity: difference,
      histogram,
      ...(passed && { passed }),
      brightness,
      contrast,
    };
  };
}

/** A change this large begins a new bucket of candidates, so that the shortest shot has one of its own. */
const NEW_PICTURE = 7;
/**
 * Keeps the most settled frame of each `width` seconds, the very first and last frame, and frames with something new:
 * `extra` of them at most and as many new pictures, since a strobe light must not fill the memory.
 */
function createBuckets(width: number, extra: number) {
  const kept: Candidate[] = [];
  let bucket: Candidate[] = [];
  let activity = 0;
  let last: Candidate | null = null;
  let changes = 0;
  let novelties = 0;
  const isNewPicture = ({ difference }: Candidate) => difference >= NEW_PICTURE && changes++ < extra;
  const isNew = ({ novelty }: Candidate) => novelty !== undefined && novelties++ < extra;
  const close = () => {
    const settled = bucket.reduce<Candidate | null>(
      (best, frame) => (best && best.difference <= frame.difference ? best : frame),
      null,
    );
    const chosen = kept.length === 0 ? bucket[0] : settled;
    for (const frame of bucket) {
      if (frame !== chosen && !isNew(frame)) continue;
      kept.push({ ...frame, activity });
      activity = 0;
    }
    bucket = [];
    activity = 0;
  };
  return {
    push(frame: Candidate) {
      const first = bucket[0];
      if (first && (frame.timestamp - first.timestamp >= width || isNewPicture(frame))) close();
      bucket.push(frame);
      activity += frame.difference;
      last = frame;
    },
    finish(): Candidate[] {
      close();
      if (last && kept.at(-1)?.timestamp !== last.timestamp) kept.push({ ...last, activity: 0 });
      return kept;
    },
  };
}
