import { SAME, type Timeline } from "../../timeline.ts";
import type { Frame } from "../../video.ts";
import { type Run, seemsReferred } from "./frame-runs.ts";

const PROOFS = 2;
/** So many groups of pictures are decoded twice for the proof; out of fewer than these that costs more than it saves. */
const WORTH_A_PROOF = 6;
/** Of the wanted frames at least this share must look like P-frames, which encoders spend most on. */
const MOST = 2 / 3;
/** Seconds after its I-frame at which a frame stands on a dozen P-frames or more and is still cheap. */
const DEEPEST = 3;

/**
 * Whether P-frames come out as recorded without any B-frame. H.264 allows a P-frame to stand on a B-frame, and a decoder that
 * lacks it puts another in its place and is silent. x264 does not use that: of 2,500 P-frames of two real films all were
 * the same. So the busiest of the wanted frames are read both ways, since an error shows and grows where pictures move.
 */
export async function standOnNoBFrames(
  wanted: readonly number[],
  timeline: Timeline,
  read: (run: Run) => Promise<readonly Frame[]>,
): Promise<boolean> {
  const others = wanted.filter((time) => timeline.iFrameBefore(time) < time);
  if (new Set(others.map(timeline.iFrameBefore)).size < WORTH_A_PROOF) return false;
  if (others.filter((time) => seemsReferred(time, timeline)).length < MOST * others.length) return false;
  const proofs = busiest(others, timeline);
  for (const time of proofs) {
    const [quick, exact] = await Promise.all([
      read({ times: [time], frames: "predicted" }),
      read({ times: [time], frames: "reference" }),
    ]);
    const isSame = quick[0] && exact[0]?.timestamp === time && quick[0].jpeg.equals(exact[0].jpeg);
    if (!isSame) return false;
  }
  return proofs.length > 0;
}

/** Of each group of pictures one frame, those with the most bytes between them and their I-frame. */
function busiest(times: readonly number[], timeline: Timeline): number[] {
  const byGroup = new Map<number, { time: number; bytes: number }>();
  for (const time of times) {
    const iFrame = timeline.iFrameBefore(time);
    if (time - iFrame > DEEPEST) continue;
    const packets = timeline.packetsWithin(iFrame + 2 * SAME, time);
    const bytes = packets.reduce((sum, packet) => sum + packet.bytes, 0);
    byGroup.set(iFrame, { time, bytes });
  }
  const ranked = [...byGroup.values()].toSorted((a, b) => b.bytes - a.bytes);
  return ranked.slice(0, PROOFS).map(({ time }) => time);
}
