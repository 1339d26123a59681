import type { Logger } from "../../logger.ts";
import type { EmbedderSource } from "./embedder.ts";
import { type FrameVectors, packVectors } from "./frame-vectors.ts";

interface Deps {
  readonly embeddings?: EmbedderSource;
  readonly logger: Logger;
}

interface Picture {
  readonly timestamp: number;
  readonly jpeg: Buffer;
}

/** Null without a server and where it fails: a video is worth keeping without vectors. Rejects for the signal alone. */
export async function embedFrames(
  { embeddings, logger }: Deps,
  frames: readonly Picture[],
  signal: AbortSignal,
): Promise<FrameVectors | null> {
  const embedder = frames.length > 0 ? await embeddings?.(signal) : null;
  if (!embedder) return null;
  try {
    const vectors = await embedder.pictures(
      frames.map(({ jpeg }) => jpeg),
      signal,
    );
    return packVectors(
      embedder.name,
      frames.map(({ timestamp }) => timestamp),
      vectors,
    );
  } catch (error) {
    if (signal.aborted) throw error;
    logger.warn({ err: error }, "no vectors of the frames, so searches go by the words alone");
    return null;
  }
}
