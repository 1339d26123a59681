import { CuepointError } from "../../errors.ts";
import type { Scan } from "../reader.ts";
import type { Picture, ScanFrame, TimeRange } from "../video.ts";
import { createCutDetector } from "./cuts.ts";
import { type Histogram, histogramDifference, histogramOf } from "./histogram.ts";
import type { Candidate, ScanResult } from "./scan-result.ts";
import { distance, type Signature, signatureOf } from "./signature.ts";

interface Seen extends Candidate {
  readonly histogram: number;
}

/** Candidates a second for short videos: above the highest sampling rate, so that strategies have a choice. */
const CANDIDATE_RATE = 8;
/** About 1.5 KB each: a long video keeps fewer a second instead of more memory. */
const MAX_CANDIDATES = 6_000;
/**
 * A change this large begins a new bucket of candidates, so that the shortest shot has one of its own. At most
 * MAX_CANDIDATES times, lest a strobe light fill the memory.
 */
const NEW_PICTURE = 7;

/**
 * Reads a scan to its end. `onProgress` gets the timestamp of each frame. Throws `no-frames` where nothing
 * could be decoded.
 */
export async function analyseScan(
  scan: Scan,
  range: TimeRange,
  onProgress: (timestamp: number) => void,
): Promise<ScanResult> {
  const cuts = createCutDetector();
  const buckets = createBuckets(Math.max(1 / CANDIDATE_RATE, (range.end - range.start) / MAX_CANDIDATES));
  const measure = createMeasure();
  let frames = 0;
  let readUntil = range.start;
  for await (const frame of scan.frames) {
    const seen = measure(frame);
    cuts.push(seen);
    buckets.push(seen);
    frames++;
    readUntil = frame.timestamp;
    onProgress(frame.timestamp);
  }
  if (frames === 0) throw new CuepointError("no-frames");
  return {
    range,
    candidates: buckets.finish(),
    cuts: cuts.finish(),
    readUntil,
    frames,
    faults: scan.faults(),
  };
}

function createMeasure(): (frame: ScanFrame) => Seen {
  let previous: { signature: Signature; histogram: Histogram } | null = null;
  return ({ timestamp, picture }) => {
    const current = { signature: signatureOf(picture), histogram: histogramOf(picture) };
    const difference = previous ? distance(previous.signature, current.signature) : 0;
    const histogram = previous ? histogramDifference(previous.histogram, current.histogram) : 0;
    previous = current;
    return {
      timestamp,
      signature: current.signature,
      difference,
      activity: difference,
      histogram,
      ...light(picture),
    };
  };
}

function light({ luma }: Picture): { brightness: number; contrast: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < luma.length; i++) {
    const level = luma[i] ?? 0;
    sum += level;
    squares += level * level;
  }
  const mean = sum / luma.length;
  return { brightness: mean, contrast: Math.sqrt(Math.max(0, squares / luma.length - mean * mean)) };
}

/** Keeps the most settled frame of each `width` seconds, and the very first and last frame. */
function createBuckets(width: number) {
  const kept: Seen[] = [];
  let bucket: Seen[] = [];
  let activity = 0;
  let last: Seen | null = null;
  let changes = 0;
  const isNewPicture = ({ difference }: Seen) => difference >= NEW_PICTURE && changes++ < MAX_CANDIDATES;
  const close = () => {
    const settled = bucket.reduce<Seen | null>(
      (best, frame) => (best && best.difference <= frame.difference ? best : frame),
      null,
    );
    const chosen = kept.length === 0 ? bucket[0] : settled;
    if (chosen) kept.push({ ...chosen, activity });
    bucket = [];
    activity = 0;
  };
  return {
    push(frame: Seen) {
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
