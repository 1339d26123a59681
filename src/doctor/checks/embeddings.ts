import { CuepointError } from "../../errors.ts";
import type { Embedder } from "../../vision/embeddings/embedder.ts";
import { type Check, findingsOf } from "../check.ts";

const embeddingFinding = findingsOf("embeddings");

/** Shows the server pictures and words, as a video would be. `connect` is null where none is configured, of which there is nothing to say. */
export function checkEmbeddings(connect: ((signal: AbortSignal) => Promise<Embedder>) | null): Check {
  return {
    part: "embeddings",
    limitMs: 300_000,
    async run(signal) {
      if (connect === null) return [];
      try {
        const { name } = await connect(signal);
        return [embeddingFinding("fine", ({ embeddings }) => embeddings.fine(name))];
      } catch (error) {
        if (!(error instanceof CuepointError) || error.code === "cancelled") throw error;
        const isBlind = error.code === "model-blind";
        return [
          embeddingFinding("warning", ({ embeddings }) => (isBlind ? embeddings.blind : embeddings.failed)),
        ];
      }
    },
  };
}
