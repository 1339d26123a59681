import { join } from "node:path";
import { expect, it } from "vitest";
import { cutPiece, planSpeech } from "../../../src/sound/pieces/pieces.ts";
import { withoutInvented } from "../../../src/sound/server/invented.ts";
import { listenByServer } from "../../../src/sound/server/listen-by-server.ts";
import type { SpeechServer as Client } from "../../../src/sound/server/speech-server.ts";
import { loudnessDetection } from "../../../src/sound/speech/loudness-detection.ts";
import { loadSileroDetection } from "../../../src/sound/speech/silero-detection.ts";
import type { SpeechDetection } from "../../../src/sound/speech/speech-detector.ts";
import { nothingHeard } from "../../../src/sound/transcript.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { makeSoundClip } from "../../fixtures/sound-clip.ts";
import { soundFile, soundTools } from "../../support/sound-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { startSpeech } from "./start-speech.ts";

const folder = temporaryFolder();
const silero = loadSileroDetection();
const never = new AbortController().signal;

/** A minute and more of marks over pink noise, in a track that begins late; between them a long pause. */
const SPOKEN = [
  { start: 5, end: 40 },
  { start: 62, end: 66 },
];

function listenWith(speech: Client, detection: SpeechDetection) {
  return listenByServer({
    ...{ speech: async () => speech, parallel: 4, filter: withoutInvented },
    plan: (file, signal) => planSpeech({ ...soundTools, detection }, file, signal),
    cut: (file, piece, signal) => cutPiece(soundTools, file, piece, signal),
    kept: { list: async () => [], put: async () => undefined },
    logger: createFakeLogger(),
  });
}

it.each(["speaches", "vllm", "whisper.cpp"] as const)(
  "each second of a clip that was spoken is a cue at its time, and nothing else is, with %s",
  async (flavour) => {
    await using served = await startSpeech({ flavour });
    served.server.misbehave("invented");
    const path = join(folder, `${flavour}.mp4`);
    await makeSoundClip(path, { seconds: 75, tracks: [{ from: 1.3, spoken: SPOKEN, under: "pink" }] });
    const told = await listenWith(served.client, loudnessDetection)(await soundFile(path), never);
    const seconds = SPOKEN.flatMap(({ start, end }) =>
      Array.from({ length: end - start }, (_, i) => start + i),
    );
    expect(told?.cues.map(({ text }) => text)).toEqual(seconds.map((second) => `mark ${second}`));
    const errors = told?.cues.map(({ start }, i) => Math.abs(start - (seconds[i] ?? Number.NaN))) ?? [];
    expect(Math.max(...errors)).toBeLessThanOrEqual(0.15);
    expect(served.server.requests.every((request) => request.seconds <= 28)).toBe(true);
  },
);

const SERVERS = [
  { flavour: "speaches", model: "whisper-1" },
  { flavour: "vllm", model: "openai/whisper-large-v3" },
  { flavour: "whisper.cpp", model: "whisper.cpp" },
  { flavour: "llama.cpp", model: "qwen3-asr" },
  { flavour: "openai-diarize", model: "gpt-4o-transcribe-diarize" },
] as const;

async function soundAlone(under: "music" | "pink" | "gusts") {
  const path = join(folder, `${under}.mp4`);
  await makeSoundClip(path, { seconds: 42, tracks: [{ under }] });
  return soundFile(path);
}

it.each(SERVERS)(
  "music says nothing, by a server like $flavour that finds words in any sound",
  async ({ flavour, model }) => {
    await using served = await startSpeech({ flavour }, { model });
    const file = await soundAlone("music");
    for (const wrong of ["babbling", "invented"] as const) {
      served.server.misbehave(wrong);
      const told = await listenWith(served.client, loudnessDetection)(file, never);
      expect(told).toEqual(nothingHeard("no-speech"));
    }
    expect(served.server.requests.length).toBeGreaterThan(1);
  },
);

const DETECTIONS = [
  ["pink", loudnessDetection],
  ["gusts", loudnessDetection],
  ...(silero ? (["pink", "gusts", "music"] as const).map((under) => [under, silero] as const) : []),
] as const;

it.each(DETECTIONS)("%s alone is sent to no server", async (under, detection) => {
  await using served = await startSpeech();
  const told = await listenWith(served.client, detection)(await soundAlone(under), never);
  expect(told).toEqual(nothingHeard("no-speech"));
  expect(served.server.requests).toEqual([]);
});
