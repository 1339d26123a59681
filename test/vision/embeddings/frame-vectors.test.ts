import { expect, it } from "vitest";
import { cosine, unitVector, type Vector } from "../../../src/util/vectors.ts";
import { likenessTo, packVectors } from "../../../src/vision/embeddings/frame-vectors.ts";
import { fixedRandom } from "../../support/fixed-random.ts";

it("a vector keeps its direction in a byte a number", () => {
  const random = fixedRandom(7);
  const vectors = Array.from(
    { length: 5 },
    (): Vector => unitVector(Array.from({ length: 512 }, () => random() - 0.5)) ?? new Float32Array(),
  );
  const packed = packVectors("clip", [0, 1, 2, 3, 4], vectors);
  expect(packed.data).toHaveLength(5 * 512);
  for (const [i, vector] of vectors.entries()) {
    const found = likenessTo(vector, packed);
    expect(found.map(({ timestamp }) => timestamp)).toEqual([0, 1, 2, 3, 4]);
    for (const [j, { likeness }] of found.entries())
      expect(Math.abs(likeness - cosine(vector, vectors[j] ?? vector))).toBeLessThan(0.01);
    expect(found[i]?.likeness).toBeGreaterThan(0.999);
  }
});

it("bytes that are cut short are no vectors", () => {
  const packed = packVectors("clip", [0, 1], [Float32Array.of(1, 0), Float32Array.of(0, 1)]);
  expect(likenessTo(Float32Array.of(1, 0), { ...packed, data: packed.data.subarray(1) })).toEqual([]);
  expect(likenessTo(Float32Array.of(1, 0), { model: "clip", timestamps: [], data: Buffer.alloc(0) })).toEqual(
    [],
  );
});
