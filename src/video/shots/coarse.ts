import type { Signature } from "./signature.ts";

/**
 * A 160-pixel picture in five by three cells: a hand's shake and a slow turn stay within them, another picture does not.
 * Of 53 dissolves between recordings, most of them moving, 43 are found so; in cells of four pixels it was 21.
 */
const SIDE = 8;

/** A signature of cells eight times as wide; `width` is the picture's. */
export function coarseOf({ luma, cb, cr }: Signature, width: number): Signature {
  const chroma = Math.ceil(width / 8);
  return {
    luma: means(luma, Math.ceil(width / 4), SIDE),
    cb: means(cb, chroma, SIDE / 2),
    cr: means(cr, chroma, SIDE / 2),
  };
}

/** The mean of each square of `side` cells; those of the last column and row may be narrower. */
function means(plane: Uint8Array, columns: number, side: number): Uint8Array {
  const rows = plane.length / columns;
  const wide = Math.ceil(columns / side);
  const sums = new Float64Array(wide * Math.ceil(rows / side));
  const counts = new Float64Array(sums.length);
  for (let i = 0; i < plane.length; i++) {
    const [x, y] = [i % columns, Math.floor(i / columns)];
    const cell = Math.floor(y / side) * wide + Math.floor(x / side);
    sums[cell] = (sums[cell] ?? 0) + (plane[i] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return Uint8Array.from(sums, (sum, i) => Math.round(sum / (counts[i] ?? 1)));
}
