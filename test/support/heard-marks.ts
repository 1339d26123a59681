import { secondIn } from "../fakes/speech-server/tones.ts";
import { SOUND_RATE } from "../fixtures/sounds.ts";

/** The second, from 0 to 99, that the two tones in these samples name; null where they do not sound. */
export const markIn = (samples: Float32Array): number | null => secondIn(samples, SOUND_RATE);

export function between(samples: Float32Array, start: number, end: number): Float32Array {
  return samples.subarray(Math.round(start * SOUND_RATE), Math.round(end * SOUND_RATE));
}

const STEP = 0.02;
const LOUD = 0.05;

/** The marks over silence, each with the time at which it begins, to a fiftieth of a second. */
export function heardMarks(samples: Float32Array): { mark: number | null; start: number }[] {
  const heard: { mark: number | null; start: number }[] = [];
  let wasLoud = false;
  for (let i = 0; (i + 1) * STEP * SOUND_RATE <= samples.length; i++) {
    const start = i * STEP;
    const isLoud = between(samples, start, start + STEP).some((sample) => Math.abs(sample) > LOUD);
    if (isLoud && !wasLoud) heard.push({ mark: markIn(between(samples, start + 0.1, start + 0.6)), start });
    wasLoud = isLoud;
  }
  return heard;
}

/** Values from -1 to 1 of 16-bit samples. */
export function samplesOf(pcm: Buffer): Float32Array {
  return Float32Array.from({ length: pcm.length >> 1 }, (_, i) => pcm.readInt16LE(i * 2) / 32_768);
}
