import { type LabelledFrame, labelFrames } from "../summary/labels.ts";
import type { VideoFile } from "../video/reader.ts";
import type { TimeRange } from "../video/video.ts";
import { imageTokens } from "../vision/tokens.ts";

/** Long sides to try, the most detailed first: small text needs it all, many frames need less. */
const SIDES = [1536, 1152, 896, 640, 512] as const;
/** More frames than these in one look blur what the question is about. */
const MOST_FRAMES = 24;
/** Below this many frames a second, something that shows for a fifth of a second is missed between two of them. */
const DENSE = 10;
/** Fewer frames than this are no look at a window, whatever their size. */
const FEWEST_FRAMES = 4;
/** Label and delimiters of each frame. */
const FRAME_TOKENS = 24;

/**
 * Decodes a window anew, denser and larger, within `tokens`, beside the frames that were `sent`: first dense enough to miss nothing, then as large as fits.
 * Labels have more decimals than before where that is needed to tell frames apart. Empty where nothing fits or decodes.
 */
export async function lookCloser(
  video: VideoFile,
  window: TimeRange,
  { tokens, sent }: { tokens: number; sent: readonly LabelledFrame[] },
  signal: AbortSignal,
): Promise<LabelledFrame[]> {
  const { longSide, count } = planLook(video.info, window, tokens);
  if (count === 0) return [];
  const within = video.timeline.framesWithin(window.start, window.end);
  const pool = within.length > 0 ? within : [video.timeline.frameAt(window.start)];
  const step = Math.max(1, (pool.length - 1) / Math.max(1, count - 1));
  const wanted = Array.from({ length: Math.min(count, pool.length) }, (_, i) => pool[Math.round(i * step)]);
  const times = wanted.filter((time) => time !== undefined);
  return labelFrames(await Array.fromAsync(video.framesAt(times, longSide, signal)), sent);
}

/** How many frames of what size a look gets. */
function planLook(
  picture: { width: number; height: number },
  { start, end }: TimeRange,
  tokens: number,
): { longSide: number; count: number } {
  const wished = Math.min(MOST_FRAMES, Math.max(FEWEST_FRAMES, Math.ceil((end - start) * DENSE)));
  const affordable = (side: number) => {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const size = { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) };
    return Math.floor(tokens / (imageTokens(size) + FRAME_TOKENS));
  };
  const longSide = SIDES.find((side) => affordable(side) >= wished) ?? SIDES[SIDES.length - 1];
  const count = Math.min(wished, affordable(longSide ?? 512));
  return { longSide: longSide ?? 512, count: Math.max(0, count) };
}
