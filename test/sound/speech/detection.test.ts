import { expect, it } from "vitest";
import { chooseSpeechDetection } from "../../../src/sound/speech/choose-detection.ts";
import { createLoudnessMeter, WINDOW } from "../../../src/sound/speech/loudness.ts";
import { loudnessDetection } from "../../../src/sound/speech/loudness-detection.ts";
import { loadSileroDetection } from "../../../src/sound/speech/silero-detection.ts";
import type { SpeechDetection } from "../../../src/sound/speech/speech-detector.ts";
import { NO_VOICE, SOUND_RATE, soundOf } from "../../fixtures/sounds.ts";
import { itUnless } from "../../support/unless.ts";

const silero = loadSileroDetection();
const noSilero = silero ? null : "sherpa-onnx-node does not run here";

function detect(detection: SpeechDetection, samples: Float32Array) {
  const detector = detection.start();
  const loudness = createLoudnessMeter();
  for (let from = 0; from + WINDOW <= samples.length; from += WINDOW) {
    const window = Int16Array.from(samples.subarray(from, from + WINDOW), (sample) => sample * 32_767);
    detector.push(window);
    loudness.add(window);
  }
  return detector.end(loudness);
}

const SENTENCE = "The quarterly budget will be decided on Friday, after everyone has read the report.";
const SAID = [
  { at: 3, text: SENTENCE },
  { at: 14, text: SENTENCE },
];

itUnless(noSilero ?? NO_VOICE, "finds what is said, and nothing between, over silence and noise", () => {
  if (!silero) throw new Error("there is a detection here");
  const length =
    soundOf({ seconds: 12, said: SAID.slice(0, 1) }).findLastIndex((sample) => sample !== 0) / SOUND_RATE;
  for (const under of ["silence", "pink"] as const) {
    const stretches = detect(silero, soundOf({ seconds: 22, under, said: SAID }));
    const spoken = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
    expect(stretches[0]?.start, under).toBeCloseTo(3, 0);
    expect(stretches.at(-1)?.end, under).toBeCloseTo(14 + length - 3, 0);
    expect(spoken, under).toBeGreaterThan(2 * (length - 3) * 0.8);
    expect(spoken, under).toBeLessThan(2 * (length - 3) + 0.8);
  }
});

itUnless(noSilero, "takes neither noise nor music nor tones for speech", () => {
  if (!silero) throw new Error("there is a detection here");
  const marks = [{ start: 5, end: 15 }];
  expect(detect(silero, soundOf({ seconds: 20, under: "pink" }))).toEqual([]);
  expect(detect(silero, soundOf({ seconds: 20, under: "music" }))).toEqual([]);
  expect(detect(silero, soundOf({ seconds: 20, spoken: marks }))).toEqual([]);
});

it("takes neither noise nor wind for speech by loudness either, and every spoken second", () => {
  for (const under of ["pink", "gusts"] as const) {
    expect(detect(loudnessDetection, soundOf({ seconds: 30, under })), under).toEqual([]);
  }
  const spoken = [{ start: 5, end: 25 }];
  const [all, more] = detect(loudnessDetection, soundOf({ seconds: 30, under: "pink", spoken }));
  expect(more).toBeUndefined();
  expect(all?.start).toBeCloseTo(5, 1);
  expect(all?.end).toBeCloseTo(24.8, 1);
});

itUnless(NO_VOICE, "finds by loudness what is said over noise and wind", () => {
  for (const under of ["silence", "pink", "gusts"] as const) {
    const stretches = detect(loudnessDetection, soundOf({ seconds: 22, under, said: SAID }));
    const covers = (at: number) => stretches.some(({ start, end }) => start <= at && at < end);
    expect(
      [4, 5, 6, 15, 16, 17].filter((at) => !covers(at)),
      under,
    ).toEqual([]);
  }
});

it("goes by loudness where the better detection is not installed, and says so", () => {
  expect(chooseSpeechDetection()).toMatchObject(
    silero ? { name: "silero", strict: false } : { name: "loudness", strict: true },
  );
  expect(loudnessDetection.strict).toBe(true);
});
