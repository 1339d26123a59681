import type { Span } from "../piece.ts";
import { type Loudness, WINDOW_SECONDS } from "./loudness.ts";
import { SHORTEST_PAUSE, SHORTEST_SPEECH, type SpeechDetection } from "./speech-detector.ts";

/** Decibels: what stands out from the quietest moment around so much may be speech. */
const ABOVE_FLOOR = 12;
/** Decibels below full scale; what is less loud is not understood either. */
const LEAST = -55;
/** Windows to each side in which the quietest moment is looked for: four seconds, in which every speaker breathes. */
const AROUND = Math.round(4 / WINDOW_SECONDS);

/** Decibels by which syllables stand out from each other, and how many a second the slowest speaker says. */
const SYLLABLE = 6;
const FEWEST_SYLLABLES = 0.5;
/** Seconds; a shorter stretch may be one word. */
const SEVERAL_WORDS = 1.5;

/**
 * Finds sound that comes and goes, as speech does. It knows steady noise and wind, and no difference between speech and music;
 * it stands in where the better detection cannot be had.
 */
export const loudnessDetection: SpeechDetection = {
  name: "loudness",
  strict: true,
  start: () => ({ push: () => undefined, end: stretchesIn }),
};

function stretchesIn(loudness: Loudness): Span[] {
  const floors = floorsOf(loudness);
  const stretches: { start: number; end: number }[] = [];
  for (let i = 0; i < loudness.windows; i++) {
    if (loudness.at(i) < Math.max(LEAST, (floors[i] ?? 0) + ABOVE_FLOOR)) continue;
    const [start, end] = [i * WINDOW_SECONDS, (i + 1) * WINDOW_SECONDS];
    const last = stretches.at(-1);
    if (last && start - last.end < SHORTEST_PAUSE) last.end = end;
    else stretches.push({ start, end });
  }
  return stretches.filter(
    (stretch) => stretch.end - stretch.start >= SHORTEST_SPEECH && hasSyllables(stretch, loudness),
  );
}

/** Wind and applause swell and fade as a whole; in speech it becomes quieter and louder again all the time. */
function hasSyllables({ start, end }: Span, loudness: Loudness): boolean {
  if (end - start < SEVERAL_WORDS) return true;
  let [rises, isFading, turn] = [0, false, Number.NEGATIVE_INFINITY];
  for (let i = Math.round(start / WINDOW_SECONDS); i < Math.round(end / WINDOW_SECONDS); i++) {
    const level = loudness.at(i);
    // The loudest so far, or while it fades the quietest.
    turn = isFading ? Math.min(turn, level) : Math.max(turn, level);
    if (Math.abs(level - turn) < SYLLABLE) continue;
    if (isFading) rises++;
    [isFading, turn] = [!isFading, level];
  }
  return rises >= FEWEST_SYLLABLES * (end - start);
}

/** The quietest moment around each window, by a queue of those that may still become it. */
function floorsOf(loudness: Loudness): Float32Array {
  const { windows } = loudness;
  const moments = Float32Array.from({ length: windows }, (_, i) => momentAt(loudness, i));
  const at = (i: number | undefined) => moments[i ?? 0] ?? 0;
  const floors = new Float32Array(windows);
  const waiting: number[] = [];
  let head = 0;
  for (let i = 0; i < windows + AROUND; i++) {
    if (i < windows) {
      while (waiting.length > head && at(waiting.at(-1)) >= at(i)) waiting.pop();
      waiting.push(i);
    }
    while ((waiting[head] ?? 0) < i - 2 * AROUND) head++;
    if (i >= AROUND) floors[i - AROUND] = at(waiting[head]);
  }
  return floors;
}

/** The loudest window nearby: a moment is quiet when it is so for a sixth of a second, and not where a track just ends. */
function momentAt(loudness: Loudness, window: number): number {
  return Math.max(...[-2, -1, 0, 1, 2].map((near) => loudness.at(window + near)));
}
