import type { Span } from "../piece.ts";
import type { Loudness } from "./loudness.ts";

/** Listens to one sound from its beginning. */
interface SpeechDetector {
  /** The next 512 samples of 16 kHz, valid during the call only. Each sample counts, in order. */
  push(window: Int16Array): void;
  /** All stretches in which someone speaks, seconds from the first sample, in order and apart. `loudness` is that of the windows. */
  end(loudness: Loudness): readonly Span[];
}

/** A way to tell speech from other sound. */
export interface SpeechDetection {
  readonly name: "silero" | "loudness";
  /** It takes music and noise for speech too, so that words that a model hears there deserve less trust. */
  readonly strict: boolean;
  start(): SpeechDetector;
}

/** Shorter pauses are part of what is said. */
export const SHORTEST_PAUSE = 0.5;
/** Shorter sounds are no words. */
export const SHORTEST_SPEECH = 0.25;
