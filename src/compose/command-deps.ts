import { tmpdir } from "node:os";
import type { CommandDeps } from "../../commands/shared/deps.ts";
import type { ChatAdapter } from "../chat/adapter.ts";
import type { Platform } from "../chat/thread-id.ts";
import type { AttachmentRef } from "../chat/video-sources.ts";
import type { Config } from "../config.ts";
import { CuepointError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import { takeVideo } from "../media/local-video.ts";
import { createLazyLinks } from "../media/open-links.ts";
import { beginAnew, takeLinked } from "../media/take-linked.ts";
import { probeIsolation } from "../process/isolation.ts";
import { readSubtitles } from "../sound/captions/subtitles.ts";
import { createEars } from "../sound/listen.ts";
import type { Store } from "../store/store.ts";
import { partLengths } from "../summary/parts/part-lengths.ts";
import { PROMPTS } from "../summary/prompts/prompts.ts";
import { once } from "../util/once.ts";
import type { OnRun } from "../video/ffmpeg/ffmpeg.ts";
import { fileTools } from "../video/ffmpeg/file-tools.ts";
import { joinStreams } from "../video/ffmpeg/join-streams.ts";
import { createLazyFfmpeg, createVideoReader } from "../video/ffmpeg/open-reader.ts";
import { mayListen } from "./may-listen.ts";
import { sampling } from "./sampling.ts";
import { speechServer } from "./speech.ts";

const MINUTE = 60;

interface Parts {
  readonly store: CommandDeps["store"] & Pick<Store, "heard">;
  readonly logger: Logger;
  readonly adapter: (platform: Platform) => Pick<ChatAdapter, "openAttachment">;
  /** Hears of each run of ffmpeg. */
  readonly onRun?: OnRun;
}

/** What commands are made of on every platform. */
export function commandDeps(
  config: Config,
  { store, logger, adapter, onRun }: Parts,
): Omit<CommandDeps, "model" | "summarize"> & Required<Pick<CommandDeps, "mayListen">> {
  const { limits, searchPath } = config;
  const temporary = tmpdir();
  const environment = { PATH: searchPath, LC_ALL: "C" };
  // What a machine forbids is tried once, for ffmpeg and for yt-dlp.
  const isolation = once((signal) => probeIsolation({ searchPath, environment, signal }));
  const { videoMinutes: maxMinutes } = limits;
  const listensIn = mayListen(config.sound.places);
  const { ytdlpPath = null, ports, megabytes, seconds } = config.links;
  const programs = { ...config.tools, searchPath, isolation, logger, ...(onRun && { onRun }) };
  const ffmpeg = createLazyFfmpeg(programs);
  const links = createLazyLinks({
    ...{ ytdlpPath, ports, seconds, maxMegabytes: megabytes, maxMinutes },
    ...{ temporary, environment, isolation, logger },
    join: async (files, signal) => joinStreams(await ffmpeg(signal), files, signal),
  });
  const sums = new Map<string, string>();
  const tools = async (signal: AbortSignal) => fileTools(await ffmpeg(signal));
  const speech = speechServer(config, { tools, heard: store.heard, logger });
  const heardWords = async (signal: AbortSignal) => ((await speech.isThere(signal)) ? "sound" : "captions");
  return {
    store,
    logger,
    reader: createVideoReader({ ...programs, maxMinutes }),
    ears: createEars({
      subtitles: async (file, signal) => readSubtitles(await tools(signal), file, signal),
      server: speech.listen,
      leftOut: config.sound.speech.isOff ? "off-here" : "no-server",
      logger,
    }),
    mayListen: async (thread) => listensIn(thread) && (await store.places.of(thread)).sound !== false,
    ...sampling(config, logger),
    prompt: PROMPTS[config.prompt],
    lengths: partLengths(config.partMinutes * MINUTE),
    clips: { folder: temporary, maxSeconds: config.limits.clipSeconds },
    keepFeedbackPictures: config.store.keepFeedbackPictures,
    now: Date.now,
    async fetchVideo(source, { signal, onProgress, words: wanted }) {
      const options = { temporary, maxMegabytes: limits.videoMegabytes, sums, signal };
      return beginAnew(async (usedMs) => {
        if (source.kind === "link") {
          const words = wanted === "if-heard" ? await heardWords(signal) : wanted;
          return takeLinked(await links.open(source.url, signal, onProgress, usedMs, words), options);
        }
        const { attachment } = source;
        refuseLong(attachment, limits.videoMinutes);
        const download = await adapter(attachment.platform).openAttachment(attachment, signal);
        return takeVideo(download, { ...options, onProgress });
      }, options);
    },
  };
}

/** Throws `too-long` before a byte is fetched, where its platform has measured it. */
function refuseLong({ seconds = 0 }: AttachmentRef, limitMinutes: number): void {
  const minutes = Math.ceil(seconds / MINUTE);
  if (minutes > limitMinutes) throw new CuepointError("too-long", { minutes, limitMinutes });
}
