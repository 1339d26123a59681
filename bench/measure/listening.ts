import type { SoundFile } from "../../src/sound/file-tools.ts";
import type { Source } from "../../src/sound/listen.ts";
import { cutPiece, planSpeech } from "../../src/sound/pieces/pieces.ts";
import { withoutInvented } from "../../src/sound/server/invented.ts";
import { listenByServer } from "../../src/sound/server/listen-by-server.ts";
import type { SpeechSource } from "../../src/sound/server/speech-source.ts";
import { loudnessDetection } from "../../src/sound/speech/loudness-detection.ts";
import { loadSileroDetection } from "../../src/sound/speech/silero-detection.ts";
import type { SpeechDetection } from "../../src/sound/speech/speech-detector.ts";
import { createFfmpeg } from "../../src/video/ffmpeg/ffmpeg.ts";
import { fileTools } from "../../src/video/ffmpeg/file-tools.ts";
import { openVideo } from "./open-video.ts";
import { silent } from "./silent.ts";

export const soundTools = fileTools(
  createFfmpeg({
    ...{ ffmpeg: "ffmpeg", ffprobe: "ffprobe", environment: { PATH: process.env.PATH ?? "" } },
    logger: silent,
  }),
);

/** Throws where it does not run here. */
export function detectionNamed(name: string): SpeechDetection {
  const detection = name === "loudness" ? loudnessDetection : loadSileroDetection();
  if (detection) return detection;
  throw new Error("sherpa-onnx-node does not run here");
}

export async function soundOfFile(path: string): Promise<SoundFile> {
  const video = await openVideo(path);
  return { path, sha256: "0".repeat(64), video, range: { start: 0, end: video.info.duration } };
}

/** As the program listens, with nothing kept of it. */
export function listening(speech: SpeechSource, detection: SpeechDetection): Source["listen"] {
  return listenByServer({
    ...{ speech, parallel: 4, filter: withoutInvented },
    plan: (file, signal) => planSpeech({ ...soundTools, detection }, file, signal),
    cut: (file, piece, signal) => cutPiece(soundTools, file, piece, signal),
    kept: { list: async () => [], put: async () => undefined },
    logger: silent,
  });
}
