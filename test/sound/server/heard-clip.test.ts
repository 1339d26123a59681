import { join } from "node:path";
import { expect, it } from "vitest";
import { cutPiece, planSpeech } from "../../../src/sound/pieces/pieces.ts";
import { withoutInvented } from "../../../src/sound/server/invented.ts";
import { listenByServer } from "../../../src/sound/server/listen-by-server.ts";
import { loudnessDetection } from "../../../src/sound/speech/loudness-detection.ts";
import { makeSoundClip } from "../../fixtures/sound-clip.ts";
import { soundFile, soundTools } from "../../support/sound-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { startSpeech } from "./start-speech.ts";

const folder = temporaryFolder();
const never = new AbortController().signal;

/** A minute and more of marks over pink noise, in a track that begins late; between them a long pause. */
const SPOKEN = [
  { start: 5, end: 40 },
  { start: 62, end: 66 },
];

it.each(["speaches", "vllm", "whisper.cpp"] as const)(
  "each second of a clip that was spoken is a cue at its time, and nothing else is, with %s",
  async (flavour) => {
    await using served = await startSpeech({ flavour });
    served.server.misbehave("invented");
    const path = join(folder, `${flavour}.mp4`);
    await makeSoundClip(path, { seconds: 75, tracks: [{ from: 1.3, spoken: SPOKEN, under: "pink" }] });
    const listen = listenByServer({
      ...{ speech: async () => served.client, parallel: 4, filter: withoutInvented },
      plan: (file, signal) => planSpeech({ ...soundTools, detection: loudnessDetection }, file, signal),
      cut: (file, piece, signal) => cutPiece(soundTools, file, piece, signal),
      kept: { read: async () => [], write: async () => undefined, drop: async () => undefined },
    });
    const told = await listen(await soundFile(path), never);
    const seconds = SPOKEN.flatMap(({ start, end }) =>
      Array.from({ length: end - start }, (_, i) => start + i),
    );
    expect(told?.cues.map(({ text }) => text)).toEqual(seconds.map((second) => `mark ${second}`));
    const errors = told?.cues.map(({ start }, i) => Math.abs(start - (seconds[i] ?? Number.NaN))) ?? [];
    expect(Math.max(...errors)).toBeLessThanOrEqual(0.15);
    expect(served.server.requests.every((request) => request.seconds <= 28)).toBe(true);
  },
);
