import { SAMPLE_RATE } from "../pieces/samples.ts";

/** Samples of one value of loudness: 32 ms, the window of speech detection too. */
export const WINDOW = 512;
export const WINDOW_SECONDS = WINDOW / SAMPLE_RATE;

/** Decibels below full scale that stand for no sound at all. */
const NOTHING = -100;

/** How loud each window is, in decibels below full scale; an hour takes half a megabyte. */
export interface Loudness {
  readonly windows: number;
  /** `NOTHING` outside. */
  at(window: number): number;
  /** Middle of the quietest fifth of a second within this part, seconds from the first window. */
  quietest(start: number, end: number): number;
}

export interface LoudnessMeter extends Loudness {
  add(window: Int16Array): void;
}

/** Windows. */
const PAUSE = 6;

export function createLoudnessMeter(): LoudnessMeter {
  let values = new Float32Array(4_096);
  let length = 0;
  const at = (window: number) => (window >= 0 && window < length ? (values[window] ?? NOTHING) : NOTHING);
  return {
    add(window) {
      if (length === values.length) {
        const larger = new Float32Array(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length++] = loudnessOf(window);
    },
    get windows() {
      return length;
    },
    at,
    quietest(start, end) {
      const last = Math.floor(end / WINDOW_SECONDS) - PAUSE;
      let best = { first: Math.ceil(start / WINDOW_SECONDS), sum: Number.POSITIVE_INFINITY };
      for (let first = best.first; first <= last; first++) {
        let sum = 0;
        for (let i = 0; i < PAUSE; i++) sum += at(first + i);
        // Of equals the last: fewer pieces.
        if (sum <= best.sum) best = { first, sum };
      }
      return (best.first + PAUSE / 2) * WINDOW_SECONDS;
    },
  };
}

function loudnessOf(window: Int16Array): number {
  let sum = 0;
  for (const sample of window) sum += sample * sample;
  const mean = sum / Math.max(1, window.length) / 32_768 ** 2;
  return mean === 0 ? NOTHING : Math.max(NOTHING, 10 * Math.log10(mean));
}
