import { standOut } from "../../src/search/stand-out.ts";
import type { ContextKey } from "../../src/store/contexts/video-context.ts";
import { likenessTo } from "../../src/vision/embeddings/frame-vectors.ts";
import type { CommandDeps } from "./deps.ts";

type Deps = Pick<CommandDeps, "embeddings" | "logger"> & {
  readonly store: { readonly contexts: Pick<CommandDeps["store"]["contexts"], "vectors"> };
};

interface Asked {
  readonly tenant: string;
  /** The videos that are looked through, and no others. */
  readonly keys: readonly ContextKey[];
  readonly text: string;
}

export interface SeenFrame {
  readonly video: ContextKey;
  /** Seconds. */
  readonly start: number;
}

/**
 * The frames that show what a text is about more clearly than the others do, the best first. None where there is no embedding server,
 * where it fails, or where it has another model by now. Rejects for the signal and the store alone.
 */
export async function framesThatShow(
  { store, embeddings, logger }: Deps,
  { tenant, keys, text }: Asked,
  signal: AbortSignal,
): Promise<readonly SeenFrame[]> {
  const embedder = await embeddings?.(signal);
  if (!embedder) return [];
  const kept = await Promise.all(
    keys.map(async (video) => {
      const vectors = await store.contexts.vectors(tenant, video);
      return { video, vectors: vectors.filter(({ model }) => model === embedder.name) };
    }),
  );
  if (kept.every(({ vectors }) => vectors.length === 0)) return [];
  try {
    const meant = await embedder.text(text, signal);
    const frames = kept.flatMap(({ video, vectors }) =>
      vectors.flatMap((packed) => likenessTo(meant, packed)).map((frame) => ({ video, ...frame })),
    );
    const shown = standOut(frames, ({ likeness }) => likeness, embedder.unlike);
    return shown.map(({ video, timestamp }) => ({ video, start: timestamp }));
  } catch (error) {
    if (signal.aborted) throw error;
    logger.warn({ err: error }, "no vector of the words, searching by the words alone");
    return [];
  }
}
