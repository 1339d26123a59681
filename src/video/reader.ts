import type { Timeline } from "./timeline.ts";
import type { Frame, ScanFrame, TimeRange, VideoInfo } from "./video.ts";

export interface ScanPlan {
  readonly range: TimeRange;
  /** Long side of the small pictures, pixels. */
  readonly longSide: number;
  /** Which frames are decoded: all, those that others refer to, I- and P-frames, or I-frames alone. */
  readonly frames: "all" | "reference" | "predicted" | "intra";
  /**
   * Seconds from one small picture to the next at least; each frame between two is measured at full size instead
   * (`ScanFrame.passed`), which costs a fifth of scaling it. Absent: a picture of every frame, and nothing in `passed`.
   */
  readonly pictureEvery?: number;
  /** Leaves out the decoder's deblocking, which small pictures do not show: a sixth faster. */
  readonly rough?: boolean;
}

export interface Scan {
  /** Oldest first. Breaking out of the loop ends the decoder. */
  readonly frames: AsyncIterable<ScanFrame>;
  /** Complaints of the decoder; final once `frames` has ended. */
  readonly faults: () => number;
}

/** An opened video: its facts, when its frames are shown, and two ways to look at them. */
export interface VideoFile {
  readonly info: VideoInfo;
  readonly timeline: Timeline;
  scan(plan: ScanPlan, signal: AbortSignal): Scan;
  /**
   * For each wish the frame that is on screen then, as JPEG of at most `longSide` pixels on its long side
   * (Infinity: as recorded). In order, each frame once. In place of a frame that cannot be decoded comes the nearest
   * earlier one with its own time; nothing where there is none.
   */
  framesAt(timestamps: readonly number[], longSide: number, signal: AbortSignal): AsyncIterable<Frame>;
}

export interface VideoReader {
  /** Throws CuepointError with a sentence for each way in which a file is not a video we can read. */
  open(path: string, signal: AbortSignal): Promise<VideoFile>;
  /**
   * A picture of ours once more in at most so many bytes, coarser first and then smaller; as it is where it fits, and
   * null where it does not fit as a thumbnail either.
   */
  shrink(jpeg: Buffer, maxBytes: number, signal: AbortSignal): Promise<Buffer | null>;
}
