import type { Logger } from "../../logger.ts";
import { probeIsolation } from "../../process/isolation.ts";
import type { VideoReader } from "../reader.ts";
import { createFfmpeg, type OnRun } from "./ffmpeg.ts";
import { type LocateOptions, locateFfmpeg } from "./locate.ts";
import { createFfmpegReader, type ReaderLimits } from "./reader.ts";

export interface LazyReaderOptions extends LocateOptions, ReaderLimits {
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
