import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { SoundFile } from "../../../src/sound/file-tools.ts";
import type { Piece } from "../../../src/sound/piece.ts";
import { cutPiece, planSpeech } from "../../../src/sound/pieces/pieces.ts";
import { LONGEST_PIECE, planPieces } from "../../../src/sound/pieces/plan-pieces.ts";
import { createLoudnessMeter, WINDOW } from "../../../src/sound/speech/loudness.ts";
import { loudnessDetection } from "../../../src/sound/speech/loudness-detection.ts";
import { loadSileroDetection } from "../../../src/sound/speech/silero-detection.ts";
import { makeSoundClip, type SoundClipOptions } from "../../fixtures/sound-clip.ts";
import { NO_VOICE, SOUND_RATE, soundOf } from "../../fixtures/sounds.ts";
import { heardMarks, samplesOf } from "../../support/heard-marks.ts";
import { soundFile, soundTools } from "../../support/sound-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { itUnless } from "../../support/unless.ts";

const folder = temporaryFolder();
const never = new AbortController().signal;
const silero = loadSileroDetection();
const tools = { ...soundTools, detection: loudnessDetection };

async function piecesOf(video: SoundFile): Promise<Piece[]> {
  const { pieces } = await planSpeech(tools, video, never);
  return Promise.all(pieces.map((piece) => cutPiece(soundTools, video, piece, never)));
}

async function source(file: string, options: SoundClipOptions, range?: SoundFile["range"]) {
  const path = join(folder, file);
  await makeSoundClip(path, options);
  return soundFile(path, range);
}

/** Which marks a piece carries and when, on the video's clock. */
function marksIn({ wav, start }: Piece): { mark: number | null; at: number }[] {
  const samples = samplesOf(Buffer.from(wav).subarray(44));
  return heardMarks(samples).map((heard) => ({ mark: heard.mark, at: heard.start + start }));
}

describe("the pieces of a video", () => {
  it("carry every second that was spoken, once and at its time, and hardly anything else", async () => {
    const spoken = [
      { start: 3, end: 6 },
      { start: 15, end: 61 },
      { start: 66, end: 67 },
    ];
    const video = await source("talk.mp4", { seconds: 70, tracks: [{ from: 1.3, spoken }] });
    const pieces = await piecesOf(video);
    const marks = pieces.flatMap(marksIn);
    const all = spoken.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i));
    expect(marks.map(({ mark }) => mark)).toEqual(all);
    for (const { mark, at } of marks) expect(at).toBeCloseTo(mark ?? Number.NaN, 1);
    expect(pieces.map(({ index }) => index)).toEqual(pieces.map((_, i) => i));
    for (const { start, end, speech, wav } of pieces) {
      expect(end - start).toBeLessThanOrEqual(LONGEST_PIECE);
      expect(wav.length).toBe(44 + 2 * Math.round(16_000 * end) - 2 * Math.round(16_000 * start));
      const spokenHere = speech.reduce((sum, one) => sum + one.end - one.start, 0);
      expect(end - start - spokenHere).toBeLessThan(1.05);
    }
  });

  itUnless(
    silero ? NO_VOICE : "sherpa-onnx-node does not run here",
    "begin before the first word and end after the last, over noise",
    async () => {
      if (!silero) throw new Error("there is a detection here");
      const texts = [
        "Please open the window and close the door.",
        "Good morning everyone.",
        "So what happens next?",
        "The budget is fixed.",
        "He said that we are late.",
        "Friday is the day.",
        "Shall we begin?",
        "Yes.",
        "We will talk about it.",
      ];
      const said = texts.map((text, i) => ({ at: 5 + i * 8, text }));
      const { path } = await source("soft.mp4", { seconds: 85, tracks: [{ under: "pink", said }] });
      const { pieces } = await planSpeech({ ...soundTools, detection: silero }, await soundFile(path), never);
      expect(pieces).toHaveLength(said.length);
      for (const [i, { at, text }] of said.entries()) {
        const voice = soundOf({ seconds: 8, said: [{ at: 0, text }] });
        expect(pieces[i]?.start, text).toBeLessThanOrEqual(at);
        expect(pieces[i]?.end, text).toBeGreaterThanOrEqual(
          at + voice.findLastIndex((one) => one !== 0) / SOUND_RATE,
        );
      }
    },
  );

  it("are planned the same again, so that a restart can go by their numbers, with the seconds that are spoken", async () => {
    const video = await source("plan.mp4", { seconds: 12, tracks: [{ spoken: [{ start: 2, end: 9 }] }] });
    const [plan, again] = [await planSpeech(tools, video, never), await planSpeech(tools, video, never)];
    expect(again).toEqual(plan);
    expect(plan.strict).toBe(true);
    expect(plan.spokenSeconds).toBeCloseTo(6.8, 0);
    const [piece] = await piecesOf(video);
    expect(piece).toMatchObject({ index: 0, start: plan.pieces[0]?.start, end: plan.pieces[0]?.end });
  });

  it("are only those of a part, on the clock of the whole", async () => {
    const video = await source(
      "part.mp4",
      { seconds: 40, tracks: [{ spoken: [{ start: 1, end: 39 }] }] },
      { start: 20, end: 24 },
    );
    const pieces = await piecesOf(video);
    expect(pieces.flatMap(marksIn).map(({ mark }) => mark)).toEqual([20, 21, 22, 23]);
  });

  it.each(["silence", "pink"] as const)("are none in %s", async (under) => {
    const video = await source(`${under}.mp4`, { seconds: 12, tracks: [{ under }] });
    expect(await planSpeech(tools, video, never)).toEqual({ spokenSeconds: 0, strict: true, pieces: [] });
  });

  it("are found in speech over noise", async () => {
    const tracks = [{ under: "pink" as const, spoken: [{ start: 4, end: 7 }] }];
    const { pieces } = await planSpeech(tools, await source("noisy.mp4", { seconds: 12, tracks }), never);
    expect(pieces).toHaveLength(1);
    expect(pieces[0]?.speech[0]?.start).toBeCloseTo(4, 1);
    expect(pieces[0]?.speech[0]?.end).toBeCloseTo(6.8, 1);
  });
});

describe("talk without a pause", () => {
  it("is cut where it is quietest, and nothing of it is lost", () => {
    const meter = createLoudnessMeter();
    const quiet = 22;
    for (let time = 0; time < 60; time += WINDOW / 16_000) {
      meter.add(new Int16Array(WINDOW).fill(Math.abs(time - quiet) < 0.15 ? 300 : 6_000));
    }
    const pieces = planPieces([{ start: 0, end: 60 }], meter, 60);
    expect(Math.abs((pieces[0]?.end ?? 0) - quiet)).toBeLessThan(0.15);
    expect(pieces.at(-1)?.end).toBe(60);
    for (const [i, { start, end }] of pieces.entries()) {
      expect(start).toBe(pieces[i - 1]?.end ?? 0);
      expect(end - start).toBeLessThanOrEqual(LONGEST_PIECE);
    }
  });
});

it("joins sentences over a short pause, and not over a long one", () => {
  const speech = [
    { start: 1, end: 4 },
    { start: 5, end: 8 },
    { start: 8.3, end: 9 },
    { start: 14, end: 15 },
  ];
  const pieces = planPieces(speech, createLoudnessMeter(), 15.1);
  expect(pieces).toEqual([
    { index: 0, start: expect.closeTo(0.3), end: 9.3, speech: speech.slice(0, 3) },
    { index: 1, start: 13.3, end: 15.1, speech: speech.slice(3) },
  ]);
});
