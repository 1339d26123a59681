import { LRUCache } from "lru-cache";
import type { Config } from "../config.ts";
import type { Logger } from "../logger.ts";
import type { SoundFile, SoundTools } from "../sound/file-tools.ts";
import type { Source } from "../sound/listen.ts";
import { cutPiece, planSpeech } from "../sound/pieces/pieces.ts";
import { withoutInvented } from "../sound/server/invented.ts";
import { listenByServer } from "../sound/server/listen-by-server.ts";
import type { HeardPiece } from "../sound/server/speech-server.ts";
import { createSpeechSource } from "../sound/server/speech-source.ts";
import { chooseSpeechDetection } from "../sound/speech/choose-detection.ts";
import { once } from "../util/once.ts";

/** Videos not yet heard to the end, whose pieces another try of the job does not ask for again. */
const KEPT_VIDEOS = 20;

interface Parts {
  readonly tools: (signal: AbortSignal) => Promise<SoundTools>;
  readonly logger: Logger;
}

/** A speech server as the last source of words; what detects speech is loaded when the first video is listened to. */
export function speechSource({ sound }: Config, { tools, logger }: Parts): Source["listen"] {
  const { parallel, ...settings } = sound.speech;
  const detection = once(async () => chooseSpeechDetection());
  return listenByServer({
    speech: settings.isOff ? null : createSpeechSource(settings, logger),
    parallel,
    plan: async (file, signal) =>
      planSpeech({ ...(await tools(signal)), detection: await detection(signal) }, file, signal),
    cut: async (file, piece, signal) => cutPiece(await tools(signal), file, piece, signal),
    filter: withoutInvented,
    kept: keptInMemory(),
  });
}

function keptInMemory() {
  const known = new LRUCache<string, Map<number, HeardPiece>>({ max: KEPT_VIDEOS });
  return {
    read: async ({ sha256 }: SoundFile) => [...(known.get(sha256)?.values() ?? [])],
    write: async ({ sha256 }: SoundFile, piece: HeardPiece) => {
      const pieces = known.get(sha256) ?? new Map<number, HeardPiece>();
      known.set(sha256, pieces.set(piece.index, piece));
    },
    drop: async ({ sha256 }: SoundFile) => void known.delete(sha256),
  };
}
