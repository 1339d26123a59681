import { CuepointError } from "../../../errors.ts";
import type { Ffmpeg } from "../ffmpeg.ts";
import { probeSafety } from "../safety.ts";

export interface ProbedText {
  readonly text: string;
  /** Decoders off our list of what lies beside the picture: ffprobe may open them, and nothing decodes with them. */
  readonly beside: readonly string[];
}

/** ffprobe's last word where it gives up; names are those of decoders. */
const REFUSED = /Codec \(([\w-]+)\) not on whitelist/g;

/** A file has at most so many streams that we read. */
const MOST_TRIES = 32;

/**
 * ffprobe opens the decoder of each stream and gives up at the first that is not on the list, even of sound that is never
 * decoded here. So a refused decoder is allowed for what is no picture, and where it is refused all the same, it is the
 * picture's: `picture-codec`.
 */
export async function probeStreams(
  ffmpeg: Ffmpeg,
  args: readonly string[],
  options: { signal: AbortSignal; limit: number },
): Promise<ProbedText> {
  const beside: string[] = [];
  for (;;) {
    try {
      return { text: await ffmpeg.probe([...probeSafety(beside), ...args], options), beside };
    } catch (error) {
      const codec = refusedCodec(error);
      if (codec === null || beside.length === MOST_TRIES) throw error;
      if (beside.includes(codec)) throw new CuepointError("picture-codec", { codec }, error);
      beside.push(codec);
    }
  }
}

function refusedCodec(error: unknown): string | null {
  if (!(error instanceof CuepointError && error.code === "not-a-video" && error.cause instanceof Error))
    return null;
  return [...error.cause.message.matchAll(REFUSED)].at(-1)?.[1] ?? null;
}
