import { tmpdir } from "node:os";
import type { CommandDeps } from "../../commands/shared/deps.ts";
import type { ChatAdapter } from "../chat/adapter.ts";
import type { Platform } from "../chat/thread-id.ts";
import type { Config } from "../config.ts";
import type { Logger } from "../logger.ts";
import { takeVideo } from "../media/local-video.ts";
import { createLazyLinks } from "../media/open-links.ts";
import { beginAnew, takeLinked } from "../media/take-linked.ts";
import type { OnRun } from "../video/ffmpeg/ffmpeg.ts";
import { createLazyReader, rememberOpened } from "../video/ffmpeg/open-reader.ts";
import { STRATEGIES } from "../video/sample/strategies.ts";
import type { VideoReader } from "../video/video.ts";

/** As many as people are likely to ask about in turns. */
const REMEMBERED_VIDEOS = 4;

interface Parts {
  readonly store: CommandDeps["store"];
  readonly logger: Logger;
  readonly adapter: (platform: Platform) => Pick<ChatAdapter, "openAttachment">;
  /** Hears of each run of ffmpeg. */
  readonly onRun?: OnRun;
}

/** What commands are made of on every platform. */
export function commandDeps(
  config: Config,
  { store, logger, adapter, onRun }: Parts,
): Omit<CommandDeps, "model" | "summarize"> {
  const { limits, searchPath } = config;
  const temporary = tmpdir();
  const { ytdlpPath = null, ports, megabytes, seconds } = config.links;
  const links = createLazyLinks({
    ...{ ytdlpPath, ports, seconds, maxMegabytes: megabytes, maxMinutes: limits.videoMinutes },
    ...{ temporary, searchPath, logger },
  });
  const sums = new Map<string, string>();
  return {
    store,
    logger,
    reader: videoReader(config, logger, onRun),
    strategy: STRATEGIES[config.sampling],
    now: Date.now,
    async fetchVideo(source, { signal, onProgress }) {
      const options = { temporary, maxMegabytes: limits.videoMegabytes, sums, signal };
      return beginAnew(async (usedMs) => {
        if (source.kind === "link")
          return takeLinked(await links.open(source.url, signal, onProgress, usedMs), options);
        const { attachment } = source;
        const download = await adapter(attachment.platform).openAttachment(attachment, signal);
        return takeVideo(download, { ...options, onProgress });
      }, options);
    },
  };
}

function videoReader(
  { searchPath, tools, limits }: Config,
  logger: Logger,
  onRun: OnRun | undefined,
): VideoReader {
  const reader = createLazyReader({
    ...tools,
    searchPath,
    maxMinutes: limits.videoMinutes,
    logger,
    ...(onRun && { onRun }),
  });
  return rememberOpened(reader, REMEMBERED_VIDEOS);
}
