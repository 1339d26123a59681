import type { LabelledFrame } from "../summary/labels.ts";
import type { VideoFile } from "../video/reader.ts";
import type { Frame } from "../video/video.ts";

/** The very frames that an answer cites, as recorded where the original is still here, else as they were sent. */
export async function cutMoments(
  original: VideoFile | null,
  moments: readonly LabelledFrame[],
  signal: AbortSignal,
): Promise<Frame[]> {
  if (!original || moments.length === 0) return [...moments];
  const times = moments.map(({ timestamp }) => timestamp);
  const full = await Array.fromAsync(original.framesAt(times, Number.POSITIVE_INFINITY, signal));
  return moments.map((moment) => {
    const recorded = full.find(({ timestamp }) => timestamp === moment.timestamp);
    // What it stands for is known from the look that found it: by its own time it stands for itself.
    return recorded ? { ...moment, ...recorded } : moment;
  });
}
