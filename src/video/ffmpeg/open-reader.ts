import { LRUCache } from "lru-cache";
import type { Logger } from "../../logger.ts";
import { probeIsolation } from "../../process/isolation.ts";
import { fileIdentity } from "../../util/video-file.ts";
import type { VideoFile, VideoReader } from "../video.ts";
import { createFfmpeg, type LocateOptions, locateFfmpeg, type OnRun } from "./ffmpeg.ts";
import { createFfmpegReader, type ReaderLimits } from "./reader.ts";

interface LazyReaderOptions extends LocateOptions, ReaderLimits {
  readonly logger: Logger;
  readonly onRun?: OnRun;
}

/** Looks for ffmpeg when the first video is opened: `--help` works without it, and its absence is a sentence. */
export function createLazyReader({ logger, ...options }: LazyReaderOptions): VideoReader {
  let reader: Promise<VideoReader> | null = null;
  const create = async (signal: AbortSignal) => {
    const programs = locateFfmpeg(options);
    const { searchPath } = options;
    const environment = { PATH: searchPath, LC_ALL: "C" };
    const isolation = await probeIsolation({ searchPath, environment, signal });
    const { onRun } = options;
    const shared = { environment, logger, isolation, ...(onRun && { onRun }) };
    return createFfmpegReader(createFfmpeg({ ...programs, ...shared }), options);
  };
  const ready = (signal: AbortSignal) => {
    reader ??= create(signal).catch((error: unknown) => {
      reader = null;
      throw error;
    });
    return reader;
  };
  return {
    open: async (path, signal) => (await ready(signal)).open(path, signal),
    shrink: async (jpeg, maxBytes, signal) => (await ready(signal)).shrink(jpeg, maxBytes, signal),
  };
}

/**
 * A reader that knows the videos it opened last, unless their files have changed: opening reads a video's whole index, which
 * takes seconds for hours of film, and each question about a video would open it again. `most` bounds the memory: two
 * hours of film are 3 MB.
 */
export function rememberOpened(reader: VideoReader, most: number): VideoReader {
  const known = new LRUCache<string, VideoFile>({ max: most });
  return {
    ...reader,
    async open(path, signal) {
      // What a path without a file means is the reader's to say.
      const identity = await fileIdentity(path).catch(() => null);
      if (identity === null) return reader.open(path, signal);
      const name = `${identity} ${path}`;
      const opened = known.get(name) ?? (await reader.open(path, signal));
      known.set(name, opened);
      return opened;
    },
  };
}
