import { LRUCache } from "lru-cache";
import type { Logger } from "../../logger.ts";
import type { Isolation } from "../../process/isolation.ts";
import { once } from "../../util/once.ts";
import { fileIdentity } from "../../util/video-file.ts";
import type { VideoFile, VideoReader } from "../video.ts";
import { createFfmpeg, type Ffmpeg, type LocateOptions, locateFfmpeg, type OnRun } from "./ffmpeg.ts";
import { createFfmpegReader, type ReaderLimits } from "./reader.ts";

interface ProgramOptions extends LocateOptions {
  /** What confines programs on this machine. */
  readonly isolation: (signal: AbortSignal) => Promise<Isolation>;
  readonly logger: Logger;
  readonly onRun?: OnRun;
}

/** Looks for the programs when they are first wanted: `--help` works without them, and their absence is a sentence. */
export function createLazyFfmpeg({ isolation, logger, onRun, ...options }: ProgramOptions) {
  return once(async (signal): Promise<Ffmpeg> => {
    const programs = locateFfmpeg(options);
    const environment = { PATH: options.searchPath, LC_ALL: "C" };
    const confined = { environment, logger, isolation: await isolation(signal) };
    return createFfmpeg({ ...programs, ...confined, ...(onRun && { onRun }) });
  });
}

/** As many as people are likely to ask about in turns. */
const REMEMBERED_VIDEOS = 4;

/** A reader whose programs are looked for when the first video is opened. */
export function createVideoReader(options: ProgramOptions & ReaderLimits): VideoReader {
  const ffmpeg = createLazyFfmpeg(options);
  const ready = once(async (signal) => createFfmpegReader(await ffmpeg(signal), options));
  return rememberOpened(ready, REMEMBERED_VIDEOS);
}

/**
 * A reader that knows the videos it opened last, unless their files have changed: opening reads a video's whole index, which
 * takes seconds for hours of film, and each question about a video would open it again. `most` bounds the memory: two
 * hours of film are 3 MB.
 */
export function rememberOpened(
  ready: (signal: AbortSignal) => Promise<VideoReader>,
  most: number,
): VideoReader {
  const known = new LRUCache<string, VideoFile>({ max: most });
  return {
    async open(path, signal) {
      const reader = await ready(signal);
      // What a path without a file means is the reader's to say.
      const identity = await fileIdentity(path).catch(() => null);
      if (identity === null) return reader.open(path, signal);
      const name = `${identity} ${path}`;
      const opened = known.get(name) ?? (await reader.open(path, signal));
      known.set(name, opened);
      return opened;
    },
    shrink: async (jpeg, maxBytes, signal) => (await ready(signal)).shrink(jpeg, maxBytes, signal),
    strip: async (tiles, signal) => (await ready(signal)).strip(tiles, signal),
  };
}
