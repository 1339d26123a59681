import { unitVector, type Vector } from "../../util/vectors.ts";

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

/** Vectors of length one again; none where the bytes are not as many as they should be. */
export function unpackVectors({ timestamps, data }: FrameVectors): { timestamp: number; vector: Vector }[] {
  const length = data.length / Math.max(1, timestamps.length);
  if (!Number.isInteger(length)) return [];
  const numbers = new Int8Array(data.buffer, data.byteOffset, data.length);
  return timestamps.flatMap((timestamp, i) => {
    const vector = unitVector(numbers.subarray(i * length, (i + 1) * length));
    return vector ? [{ timestamp, vector }] : [];
  });
}
