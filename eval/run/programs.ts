import { speechServer } from "../../src/compose/speech.ts";
import type { Config } from "../../src/config.ts";
import type { Logger } from "../../src/logger.ts";
import { probeIsolation } from "../../src/process/isolation.ts";
import { readSubtitles } from "../../src/sound/captions/subtitles.ts";
import { createEars } from "../../src/sound/listen.ts";
import { once } from "../../src/util/once.ts";
import { fileTools } from "../../src/video/ffmpeg/file-tools.ts";
import { createLazyFfmpeg, createVideoReader } from "../../src/video/ffmpeg/open-reader.ts";
import type { WatchDeps } from "../watch/watch-case.ts";

/** What watches and listens, as in the bot, but that nothing is kept. */
export function openPrograms(config: Config, logger: Logger): Omit<WatchDeps, "model"> {
  const { searchPath, limits, tools: located } = config;
  const environment = { PATH: searchPath, LC_ALL: "C" };
  const isolation = once((signal) => probeIsolation({ searchPath, environment, signal }));
  const programs = { ...located, searchPath, isolation, logger };
  const ffmpeg = createLazyFfmpeg(programs);
  const tools = async (signal: AbortSignal) => fileTools(await ffmpeg(signal));
  const heard = { list: async () => [], put: async () => undefined, deleteOthers: async () => undefined };
  const speech = speechServer(config, { tools, heard, logger });
  const ears = createEars({
    subtitles: async (file, signal) => readSubtitles(await tools(signal), file, signal),
    server: speech.listen,
    logger,
  });
  return {
    reader: createVideoReader({ ...programs, maxMinutes: limits.videoMinutes }),
    listen: ears({ tenant: "eval", page: null }),
    logger,
  };
}
