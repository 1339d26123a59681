import type { Vector } from "../../util/vectors.ts";
import type { Embedder } from "./embedder.ts";

/** As long as a picture is in memory its vector is too: frames that were compared are not sent again once they were chosen. */
export function rememberVectors({ pictures, ...rest }: Embedder): Embedder {
  const known = new WeakMap<Buffer, Vector>();
  return {
    ...rest,
    async pictures(jpegs, signal) {
      const missing = [...new Set(jpegs)].filter((jpeg) => !known.has(jpeg));
      const vectors = await pictures(missing, signal);
      for (const [i, jpeg] of missing.entries()) {
        const vector = vectors[i];
        if (vector) known.set(jpeg, vector);
      }
      return jpegs.flatMap((jpeg) => known.get(jpeg) ?? []);
    },
  };
}
