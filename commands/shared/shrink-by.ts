import type { Shrink } from "../../src/video/video.ts";
import type { CommandDeps } from "./deps.ts";

/** Smaller pictures for a place that takes no large ones. What cannot be had is worth a line in the log, not an answer. */
export function shrinkBy({ reader, logger }: CommandDeps, signal: AbortSignal): Shrink {
  return async (jpeg, maxBytes) => {
    try {
      return await reader.shrink(jpeg, maxBytes, signal);
    } catch (error) {
      logger.warn({ err: error }, "a picture could not be made smaller");
      return null;
    }
  };
}
