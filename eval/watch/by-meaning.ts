import type { EmbedderSource } from "../../src/vision/embeddings/embedder.ts";
import { ServerGone } from "./server-gone.ts";

interface ByMeaning {
  readonly source: EmbedderSource;
  /** Throws where a look had to do without vectors: its frames were chosen otherwise than its variant says. */
  check(): void;
}

/** The embedding server of one look. Where the program would go on without it, the run has to stop. */
export function byMeaning(source: EmbedderSource): ByMeaning {
  let isLost = false;
  return {
    async source(signal) {
      const embedder = await source(signal);
      if (!embedder) throw new ServerGone("embeddings");
      return {
        ...embedder,
        async pictures(jpegs, abort) {
          try {
            return await embedder.pictures(jpegs, abort);
          } catch (error) {
            isLost = true;
            throw error;
          }
        },
      };
    },
    check() {
      if (isLost) throw new ServerGone("embeddings");
    },
  };
}
