/** Seconds of the video's own clock, `start` < `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Sound that is sent in one request: at most 28 seconds, cut where no one speaks. */
export interface Piece extends Span {
  /** 0, 1, 2, … in order of time. */
  readonly index: number;
  /** A WAV file of 16 kHz, mono, 16 bits. */
  readonly wav: Uint8Array;
  /** Where speech was detected in it, in order of time. */
  readonly speech: readonly Span[];
}
