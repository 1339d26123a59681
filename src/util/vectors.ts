/** What a picture or a text means, as a direction: of length one, so that a product is a cosine. */
export type Vector = Float32Array;

/** Null for what has no direction. */
export function unitVector(values: ArrayLike<number>): Vector | null {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] ?? 0) ** 2;
  const length = Math.sqrt(squares);
  return Number.isFinite(length) && length > 0 ? Float32Array.from(values, (value) => value / length) : null;
}

/** 1 for the same direction, 0 for nothing in common; vectors of other lengths have nothing in common. */
export function cosine(a: Vector, b: Vector): number {
  if (a.length !== b.length) return 0;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
