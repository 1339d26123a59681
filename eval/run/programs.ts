import { speechServer } from "../../src/compose/speech.ts";
import type { Config } from "../../src/config.ts";
import type { Logger } from "../../src/logger.ts";
import { probeIsolation } from "../../src/process/isolation.ts";
import { readSubtitles } from "../../src/sound/captions/subtitles.ts";
import { createEars } from "../../src/sound/listen.ts";
import type { Hearer, KeptPiece } from "../../src/sound/server/speech-server.ts";
import type { Store } from "../../src/store/store.ts";
import { once } from "../../src/util/once.ts";
import { fileTools } from "../../src/video/ffmpeg/file-tools.ts";
import { createLazyFfmpeg, createVideoReader } from "../../src/video/ffmpeg/open-reader.ts";
import { createEmbedderSource } from "../../src/vision/embeddings/embedder-source.ts";
import type { WatchDeps } from "../watch/watch-case.ts";

/** A sound is heard once a run: all variants then get the same words. */
function heardOnce(): Store["heard"] {
  const pieces = new Map<string, KeptPiece[]>();
  const keyOf = (sha256: string, hearer: Hearer) => JSON.stringify([sha256, hearer]);
  return {
    list: async (_, sha256, hearer) => pieces.get(keyOf(sha256, hearer)) ?? [],
    async put(_, sha256, hearer, piece) {
      const key = keyOf(sha256, hearer);
      pieces.set(key, [...(pieces.get(key) ?? []), piece]);
    },
    deleteOthers: async () => undefined,
  };
}

/** What watches and listens, as in the bot, but that nothing is kept. */
export function openPrograms(config: Config, logger: Logger): Omit<WatchDeps, "model"> {
  const { searchPath, limits, tools: located } = config;
  const environment = { PATH: searchPath, LC_ALL: "C" };
  const isolation = once((signal) => probeIsolation({ searchPath, environment, signal }));
  const programs = { ...located, searchPath, isolation, logger };
  const ffmpeg = createLazyFfmpeg(programs);
  const tools = async (signal: AbortSignal) => fileTools(await ffmpeg(signal));
  const speech = speechServer(config, { tools, heard: heardOnce(), logger });
  const ears = createEars({
    subtitles: async (file, signal) => readSubtitles(await tools(signal), file, signal),
    server: speech.listen,
    logger,
  });
  return {
    reader: createVideoReader({ ...programs, maxMinutes: limits.videoMinutes }),
    embedder: createEmbedderSource(config.embeddings, logger),
    listen: ears({ tenant: "eval", page: null }),
    logger,
  };
}
