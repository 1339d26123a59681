import { z } from "zod";
import { CuepointError } from "../../errors.ts";
import { unitVector, type Vector } from "../../util/vectors.ts";

/** The largest models have 8,192. */
const MOST_NUMBERS = 16_384;

const answer = z.object({
  data: z.array(
    z.object({
      index: z.int().optional(),
      embedding: z.array(z.number()).min(2).max(MOST_NUMBERS),
    }),
  ),
});

/** In the order of what was asked for. Throws `model-garbled` where they are not as many, not of one length or without direction. */
export function readVectors(body: unknown, count: number): Vector[] {
  const { data } = answer.safeParse(body).data ?? { data: [] };
  const ordered = data.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0));
  const vectors = ordered.flatMap(({ embedding }) => unitVector(embedding) ?? []);
  const lengths = new Set(vectors.map(({ length }) => length));
  if (vectors.length === count && lengths.size === 1) return vectors;
  throw new CuepointError("model-garbled", {}, new Error("no vector for each picture or text"));
}
