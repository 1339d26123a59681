import type { Config } from "../config.ts";
import type { Logger } from "../logger.ts";
import type { SoundTools } from "../sound/file-tools.ts";
import type { Source } from "../sound/listen.ts";
import { cutPiece, planSpeech } from "../sound/pieces/pieces.ts";
import { withoutInvented } from "../sound/server/invented.ts";
import { type ListenByServerOptions, listenByServer } from "../sound/server/listen-by-server.ts";
import { createSpeechSource } from "../sound/server/speech-source.ts";
import { chooseSpeechDetection } from "../sound/speech/choose-detection.ts";
import type { Store } from "../store/store.ts";
import { once } from "../util/once.ts";

interface Parts {
  readonly tools: (signal: AbortSignal) => Promise<SoundTools>;
  readonly heard: Store["heard"];
  readonly logger: Logger;
}

interface Speech {
  /** The last source of words. What detects speech is loaded when the first video is listened to. */
  readonly listen: (tenant: string) => Source["listen"];
  /** Whether a video's sound is worth fetching: a server is configured, which may be back by then, or found. */
  readonly isThere: (signal: AbortSignal) => Promise<boolean>;
}

export function speechServer({ sound }: Config, { tools, heard, logger }: Parts): Speech {
  const { parallel, ...settings } = sound.speech;
  const detection = once(async () => chooseSpeechDetection());
  const speech = settings.isOff ? null : createSpeechSource(settings, logger);
  const common: Omit<ListenByServerOptions, "kept"> = {
    speech,
    parallel,
    plan: async (file, signal) =>
      planSpeech({ ...(await tools(signal)), detection: await detection(signal) }, file, signal),
    cut: async (file, piece, signal) => cutPiece(await tools(signal), file, piece, signal),
    filter: withoutInvented,
    logger,
  };
  const listen: Speech["listen"] = (tenant) =>
    listenByServer({
      ...common,
      kept: {
        list: (sha256, hearer) => heard.list(tenant, sha256, hearer),
        put: (sha256, hearer, piece) => heard.put(tenant, sha256, hearer, piece),
      },
    });
  const isThere: Speech["isThere"] = async (signal) => {
    if (speech === null) return false;
    return settings.baseUrl !== undefined || (await speech(signal)) !== null;
  };
  return { listen, isThere };
}
