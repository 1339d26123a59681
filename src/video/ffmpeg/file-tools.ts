import type { Ffmpeg } from "./ffmpeg.ts";
import { probeStreams } from "./probe/streams.ts";
import { INPUT_SAFETY } from "./safety.ts";

/** The two programs as other readers of a stranger's file get them: with the options against hostile ones. */
export function fileTools(ffmpeg: Ffmpeg) {
  return {
    probe: async (args: readonly string[], options: { signal: AbortSignal; limit: number }) =>
      (await probeStreams(ffmpeg, args, options)).text,
    start: ffmpeg.start,
    inputOptions: INPUT_SAFETY,
  };
}
