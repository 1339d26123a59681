import type { KeptFrames } from "../plan/keeping.ts";
import type { Candidate, ScanResult } from "../shots/scan-result.ts";
import type { Timeline } from "../timeline.ts";
import type { Frame, VideoFile } from "../video.ts";
import { atHand } from "./at-hand.ts";

export interface Wanted {
  readonly scan: ScanResult;
  readonly chosen: readonly Candidate[];
  readonly kept: KeptFrames | null;
  readonly longSide: number;
}

/** The chosen frames in order of time: from those that the scan kept where they show as much, decoded anew otherwise. */
export async function framesOf(video: VideoFile, wanted: Wanted, signal: AbortSignal): Promise<Frame[]> {
  const { scan, chosen, kept, longSide } = wanted;
  const read = (times: readonly number[]) => Array.fromAsync(video.framesAt(times, longSide, signal));
  const found = kept?.longSide === longSide ? atHand(chosen, scan, kept.frames) : new Map<Candidate, Frame>();
  const missing = chosen.filter((one) => !found.has(one)).map(({ timestamp }) => timestamp);
  const taken = [...found.values()];
  const proofs = kept?.isProven ? [] : busiest(taken, video.timeline);
  const times = proofs.map(({ timestamp }) => timestamp);
  const decoded = await read([...missing, ...times]);
  const isSame = ({ timestamp, jpeg }: Frame) =>
    decoded.some((exact) => exact.timestamp === timestamp && exact.jpeg.equals(jpeg));
  if (!proofs.every(isSame)) return read(chosen.map(({ timestamp }) => timestamp));
  const all = new Map([...decoded, ...taken].map((frame) => [frame.timestamp, frame]));
  return [...all.values()].sort((a, b) => a.timestamp - b.timestamp);
}

const PROOFS = 2;

/**
 * Where B-frames were left out, these frames show most clearly whether others stood on them: those with the most bytes between
 * them and their I-frame, since an error shows and grows where pictures move. I-frames stand on nothing.
 */
function busiest(frames: readonly Frame[], { iFrameBefore, packetsWithin }: Timeline): Frame[] {
  const ranked = frames.flatMap((frame) => {
    const packets = packetsWithin(iFrameBefore(frame.timestamp), frame.timestamp);
    const bytes = packets.slice(1).reduce((sum, packet) => sum + packet.bytes, 0);
    return packets.length > 0 ? [{ frame, bytes }] : [];
  });
  return ranked
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, PROOFS)
    .map(({ frame }) => frame);
}
