import type { Vector } from "../../util/vectors.ts";

/** What the frames of a video mean, small enough to be kept: a byte a number. */
export interface FrameVectors {
  /** Vectors of another model cannot be compared with these. */
  readonly model: string;
  /** Of the frames, in the order of their vectors. */
  readonly timestamps: readonly number[];
  /** Signed bytes, one vector after the other, all of one length. */
  readonly data: Buffer;
}

const LARGEST = 127;

/** The largest number of a vector uses all of a byte: its direction is what counts. */
export function packVectors(
  model: string,
  timestamps: readonly number[],
  vectors: readonly Vector[],
): FrameVectors {
  const bytes = vectors.map((vector) => {
    const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
    return Buffer.from(Int8Array.from(vector, (value) => Math.round((value / largest) * LARGEST)).buffer);
  });
  return { model, timestamps, data: Buffer.concat(bytes) };
}

interface Likeness {
  /** Of the frame. */
  readonly timestamp: number;
  /** A cosine. */
  readonly likeness: number;
}

/**
 * How much each frame is like what a vector of length one means; none where the bytes are not as many as they should be. The
 * bytes are read as they lie: to make vectors of them first takes fifty times as long, and an hour has hundreds.
 */
export function likenessTo(meant: Vector, { timestamps, data }: FrameVectors): Likeness[] {
  const { length } = meant;
  if (data.length !== length * timestamps.length) return [];
  const numbers = new Int8Array(data.buffer, data.byteOffset, data.length);
  return timestamps.map((timestamp, frame) => {
    let [product, squares] = [0, 0];
    for (let i = 0, at = frame * length; i < length; i++, at++) {
      const number = numbers[at] ?? 0;
      product += number * (meant[i] ?? 0);
      squares += number * number;
    }
    return { timestamp, likeness: product / Math.max(1, Math.sqrt(squares)) };
  });
}
