import type { Timeline } from "./timeline.ts";

/** The exact quotient of two integers, as ffprobe gives frame rates and time bases ("30000/1001"). */
export interface Rational {
  readonly num: number;
  readonly den: number;
}

/**
 * What ffprobe says of the one video stream we look at. Times are seconds from the start of the file
 * as a player shows them (the container's start time is zero); sizes are pixels as displayed, after
 * rotation and with anamorphic pixels made square.
 */
export interface VideoInfo {
  readonly streamIndex: number;
  readonly container: string;
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  /** Average frames a second; 0 where the file does not say. */
  readonly frameRate: number;
  /** End of the last frame that is in the file, seconds. */
  readonly duration: number;
  /** What the header promises, seconds; more than `duration` where the file was cut short; null where it is silent. */
  readonly declaredDuration: number | null;
  readonly timeBase: Rational;
  /** The container's start, in seconds; timestamp = PTS x timeBase - startTime. */
  readonly startTime: number;
  readonly hdr: "pq" | "hlg" | null;
  readonly hasAudio: boolean;
  /** The stream of sound that players choose; absent where there is none. */
  readonly soundStream?: number;
  /** When it was recorded, as the container says, in milliseconds since 1970; absent where it does not. */
  readonly recordedAt?: number;
  /** The clocks of recordings that follow each other in one file; absent: there is one. */
  readonly epochs?: readonly Epoch[];
}

/** A part of a file with a clock of its own; times are PTS. */
export interface Epoch {
  /** What its PTS lack to follow those of the epoch before. */
  readonly shift: number;
  /** Between the last frame here and the first one of the next epoch; null at the end. */
  readonly border: number | null;
  /** The next epoch begins at an earlier PTS. */
  readonly back: boolean;
}

/** Eight-bit planes of a small picture; chroma is subsampled 2x2. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
  readonly cb: Uint8Array;
  readonly cr: Uint8Array;
}

/** How much a frame differs from the one decoded before it: mean absolute difference in brightness, 0 to 255. */
export interface FrameChange {
  readonly timestamp: number;
  readonly change: number;
}

/** A decoded frame in the scan: its exact timestamp and a small picture. */
export interface ScanFrame {
  readonly timestamp: number;
  readonly picture: Picture;
  /** All frames decoded since the picture before, this one last; only where the plan asks for `pictureEvery`. */
  readonly passed?: readonly FrameChange[];
  /** Gives the picture's memory back for one of the next frames. It must not be read after that. Optional to call. */
  readonly release?: () => void;
}

/** A frame as JPEG; `timestamp` is the presentation time that came back from the decoder, not the one asked for. */
export interface Frame {
  readonly timestamp: number;
  readonly width: number;
  readonly height: number;
  readonly jpeg: Buffer;
  /** The time of the frame that was asked for, where that one cannot be decoded and this is the nearest earlier one. */
  readonly inPlaceOf?: number;
}

/** Half-open range of the video, seconds. */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
}

/** A picture once more in at most so many bytes; null where that cannot be done. Does not reject. */
export type Shrink = (jpeg: Buffer, maxBytes: number) => Promise<Buffer | null>;

/** A still on its way into a strip. */
export interface StripTile {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
  /** Written on it: "1:23", "1:02:03". */
  readonly time: string;
}

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
  /** Of the decoder; two where it is left out. */
  readonly threads?: number;
  /** Frames to keep as JPEG on the way, as the model would get them; nothing is left out of the decoding then (`rough`). */
  readonly keep?: Keep;
}

export interface Keep {
  readonly longSide: number;
  /** Seconds from one to the next at least; I-frames come besides. */
  readonly every: number;
  /** The time of a frame that is kept whatever its distance to others. */
  readonly also?: number;
  /** Bytes of all at most. */
  readonly most: number;
  /** Gets them, oldest first, when the scan's frames have ended. */
  readonly take: (frame: Frame) => void;
}

export interface Scan {
  /** Oldest first. Breaking out of the loop ends the decoder. */
  readonly frames: AsyncIterable<ScanFrame>;
  /** Complaints of the decoder; final once `frames` has ended. */
  readonly faults: () => number;
}

/** What is to be cut out of a video. */
export interface ClipRequest {
  readonly range: TimeRange;
  /** Of the whole file. */
  readonly mostBytes: number;
  /** A folder of the caller's own; what is left in it is the caller's to delete. */
  readonly folder: string;
  /** SubRip, in seconds of the clip; absent: the clip gets no subtitles. */
  readonly subtitles?: string;
  /** BCP 47; null where it is unknown. */
  readonly language: string | null;
}

/** A part of a video as an MP4 that players show inline: H.264 and AAC, its index first. */
export interface Clip {
  readonly path: string;
  readonly bytes: number;
  /** Of the frames as they are shown. */
  readonly width: number;
  readonly height: number;
  /** The packets are those of the original. */
  readonly isCopied: boolean;
  readonly hasSound: boolean;
  /** Smaller than the original, or coarser, because it would not have fitted. */
  readonly isReduced: boolean;
}

/** An opened video: its facts, when its frames are shown, and the ways to look at them. */
export interface VideoFile {
  readonly info: VideoInfo;
  readonly timeline: Timeline;
  scan(plan: ScanPlan, signal: AbortSignal): Scan;
  /**
   * For each timestamp the frame that is on screen then, as JPEG of at most `longSide` pixels on its long side
   * (Infinity: as recorded). In order, each frame once. In place of a frame that cannot be decoded comes the nearest
   * earlier one with its own time; nothing where there is none.
   */
  framesAt(timestamps: readonly number[], longSide: number, signal: AbortSignal): AsyncIterable<Frame>;
  /** A range as a video of its own, exact at both ends. Throws `clip-too-large`. */
  cut(request: ClipRequest, signal: AbortSignal): Promise<Clip>;
}

export interface VideoReader {
  /** Throws CuepointError with a sentence for each way in which a file is not a video we can read. */
  open(path: string, signal: AbortSignal): Promise<VideoFile>;
  /**
   * A picture of ours once more in at most so many bytes, coarser first and then smaller; as it is where it fits, and
   * null where it does not fit as a thumbnail either.
   */
  shrink(jpeg: Buffer, maxBytes: number, signal: AbortSignal): Promise<Buffer | null>;
  /** A few stills of ours as one picture, a JPEG, with their times; null where that cannot be done. */
  strip(tiles: readonly StripTile[], signal: AbortSignal): Promise<Buffer | null>;
}
