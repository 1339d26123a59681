import { CuepointError } from "../errors.ts";
import { type LabelledFrame, labelFrames } from "../summary/ask/prompt.ts";
import { scanVideo } from "../video/plan/scan-video.ts";
import { mixed } from "../video/sample/mixed.ts";
import { evenly } from "../video/sample/strategy.ts";
import type { Frame, TimeRange, VideoFile } from "../video/video.ts";
import type { ImageSize } from "../vision/model.ts";
import { imageTokens, LARGEST_PICTURE_TOKENS } from "../vision/tokens.ts";
import type { RescanBudget } from "./budget.ts";

/** Long sides to try, the most detailed first: small text needs it all, many frames need less. 1920 is all of a 1080p screen. */
const SIDES = [1920, 1536, 1152, 896, 640, 512, 384, 256] as const;
/** Smaller ones are taken only where fewer frames than these would fit otherwise. */
const USUAL_SMALLEST = 512;
const FEW_FRAMES = 4;
/** More frames than these in one look blur what the question is about. */
const MOST_FRAMES = 24;
/** A longer window is not scanned: that takes minutes, and so few frames would not hold what was found. */
const LONGEST_SCAN = 300;
/** Label and delimiters of each frame. */
const FRAME_TOKENS = 24;
/** Seconds that take in the frame at a window's very end; far less than any frame is on screen. */
const HAIR = 1e-4;

interface Rescan {
  readonly frames: readonly LabelledFrame[];
  /** What they cost, estimated. */
  readonly tokens: number;
}

/**
 * Decodes a window anew within the budget, beside the frames that were `sent`. Unless it is long it is scanned, so that
 * what shows for a fifth of a second is found; what looks the same is taken once, and whatever is left is made as large as
 * fits: a slide that stands still comes in full detail. Labels have more decimals than before where that is needed
 * to tell frames apart. Null where not one fits, no frames where none decodes.
 */
export async function rescan(
  video: VideoFile,
  window: TimeRange,
  { budget, sent }: { budget: RescanBudget; sent: readonly LabelledFrame[] },
  signal: AbortSignal,
): Promise<Rescan | null> {
  const smallest = SIDES[SIDES.length - 1] ?? 0;
  const { pictureTokens = imageTokens } = budget;
  const costOf = (side: number) => pictureTokens(scaledTo(video.info, side)) + FRAME_TOKENS;
  const affordable = (side: number) => Math.floor(budget.tokens / costOf(side));
  const fit = Math.max(affordable(USUAL_SMALLEST), Math.min(FEW_FRAMES, affordable(smallest)));
  const most = Math.min(MOST_FRAMES, budget.images, fit);
  if (most < 1) return null;
  const times = await chooseTimes(video, window, most, signal);
  const side = SIDES.find((one) => affordable(one) >= times.length && isTaken(video.info, one)) ?? smallest;
  const frames = labelFrames(await Array.fromAsync(video.framesAt(times, side, signal)), { sent });
  return { frames, tokens: frames.length * costOf(side) };
}

async function chooseTimes(
  video: VideoFile,
  { start, end }: TimeRange,
  most: number,
  signal: AbortSignal,
): Promise<number[]> {
  const { timeline, info } = video;
  // From the frame that is on screen as the window begins to the one as it ends.
  const range = { start: timeline.frameAt(start), end: Math.min(end + HAIR, info.duration) };
  const inside = timeline.framesWithin(range.start, range.end);
  if (inside.length === 0) return [timeline.frameAt(start)];
  if (inside.length <= 2 || range.end - range.start > LONGEST_SCAN) return evenly(inside, most);
  const looked = await scanVideo(video, range, {}, signal).catch(nothingThere);
  // Damaged from end to end: the nearest earlier frame takes the place of this one.
  if (!looked) return [timeline.frameAt(start)];
  const chosen = mixed.choose(looked.scan, most).map(({ timestamp }) => timestamp);
  // One picture more than a request may hold is refused by the server.
  return evenly(chosen, most);
}

/** A square frame of this side may be more than servers are started for: llama.cpp would shrink it, vLLM refuse it. */
function isTaken(frame: ImageSize, side: number): boolean {
  return imageTokens(scaledTo(frame, side)) <= LARGEST_PICTURE_TOKENS;
}

/** As it is sent, at most `side` pixels on its long side. */
function scaledTo({ width, height }: ImageSize, side: number): ImageSize {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function nothingThere(error: unknown): null {
  if (error instanceof CuepointError && error.code === "no-frames") return null;
  throw error;
}

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
