import type { CuepointError } from "../errors.ts";
import type { LabelledFrame } from "../summary/labels.ts";
import type { VideoFile } from "../video/reader.ts";
import type { Rescans } from "./rescans.ts";

interface GivingWayDeps {
  readonly original: (signal: AbortSignal) => Promise<VideoFile | null>;
}

/** With fewer frames than these, smaller ones tell more than still fewer. */
const FEW_FRAMES = 4;
/** Below this long side a picture costs no less. */
const SMALLEST_SIDE = 256;

/**
 * A server counted more than we did: the pictures of the closer looks give way, first in number, then in size, at last
 * altogether. No further look follows, because there is no room for it. Throws the overflow where there are none left.
 */
export async function giveWay(
  rescans: Rescans,
  { deps, overflow }: { readonly deps: GivingWayDeps; readonly overflow: CuepointError },
  signal: AbortSignal,
): Promise<Rescans> {
  const { frames } = rescans;
  if (frames.length === 0) throw overflow;
  const rest = { ...rescans, mayLook: false };
  const shortage = rescans.shortage ?? "fewer";
  if (frames.length > FEW_FRAMES) return { ...rest, frames: everySecond(frames), shortage };
  const smaller = await halved(frames, deps, signal);
  if (smaller.length > 0) return { ...rest, frames: smaller, shortage: "smaller" };
  if (frames.length > 1) return { ...rest, frames: everySecond(frames), shortage };
  return { ...rest, frames: [], looks: [], shortage: "no-room" };
}

/** The ends go first: what the question is about lies in the middle. */
function everySecond(frames: readonly LabelledFrame[]): LabelledFrame[] {
  return frames.filter((_, i) => i % 2 === 1);
}

/** The same moments under the same labels, at half the side; none where that would save nothing. */
async function halved(
  frames: readonly LabelledFrame[],
  { original }: GivingWayDeps,
  signal: AbortSignal,
): Promise<LabelledFrame[]> {
  const side = Math.round(Math.max(...frames.map(({ width, height }) => Math.max(width, height))) / 2);
  const video = side < SMALLEST_SIDE ? null : await original(signal);
  if (!video) return [];
  const labels = new Map(frames.map(({ timestamp, label }) => [timestamp, label]));
  const times = [...labels.keys()].toSorted((a, b) => a - b);
  const smaller = await Array.fromAsync(video.framesAt(times, side, signal));
  return smaller.flatMap((frame) => {
    const label = labels.get(frame.timestamp);
    return label === undefined ? [] : [{ ...frame, label }];
  });
}
