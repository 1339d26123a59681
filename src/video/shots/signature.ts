import type { Picture } from "../video.ts";

/**
 * A picture boiled down to the mean brightness of its 4x4-pixel cells and the mean chroma of the same area:
 * coarse enough to ignore noise and one pixel of shake, fine enough to see a caption appear.
 */
export interface Signature {
  readonly luma: Uint8Array;
  readonly cb: Uint8Array;
  readonly cr: Uint8Array;
}

const LUMA_CELL = 4;
/** Chroma planes have half the size, so that these cells cover 8x8 pixels of the picture. */
const CHROMA_CELL = 4;

/** All cells lie in one piece of memory, since three small ones weigh half as much again by what keeps track of them. */
export function signatureOf({ width, height, luma, cb, cr }: Picture): Signature {
  const ofLuma = cellsOf(width, height, LUMA_CELL);
  const ofChroma = cellsOf(width / 2, height / 2, CHROMA_CELL);
  const [fromCb, fromCr, end] = [
    ofLuma.count,
    ofLuma.count + ofChroma.count,
    ofLuma.count + 2 * ofChroma.count,
  ];
  const cells = new Uint8Array(end);
  return {
    luma: writeMeans(luma, ofLuma, cells.subarray(0, fromCb)),
    cb: writeMeans(cb, ofChroma, cells.subarray(fromCb, fromCr)),
    cr: writeMeans(cr, ofChroma, cells.subarray(fromCr, end)),
  };
}

interface Cells {
  readonly width: number;
  readonly height: number;
  /** Side of a cell; those of the last column and row may be narrower. */
  readonly side: number;
  readonly count: number;
}

function cellsOf(width: number, height: number, side: number): Cells {
  return { width, height, side, count: Math.ceil(width / side) * Math.ceil(height / side) };
}

function writeMeans(plane: Uint8Array, cells: Cells, means: Uint8Array): Uint8Array {
  const { width, height, side } = cells;
  let cell = 0;
  for (let top = 0; top < height; top += side) {
    const bottom = Math.min(top + side, height);
    for (let left = 0; left < width; left += side) {
      const right = Math.min(left + side, width);
      let sum = 0;
      for (let row = top * width; row < bottom * width; row += width) {
        for (let at = row + left; at < row + right; at++) sum += plane[at] ?? 0;
      }
      means[cell++] = sum / ((right - left) * (bottom - top));
    }
  }
  return means;
}

/** Mean absolute difference of two planes of the same size, 0 to 255. */
function meanDifference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0));
  return a.length === 0 ? 0 : sum / a.length;
}

/** How far apart two pictures are, 0 to 255: brightness counts as much as both chroma planes together. */
export function distance(a: Signature, b: Signature): number {
  const chroma = meanDifference(a.cb, b.cb) + meanDifference(a.cr, b.cr);
  return (meanDifference(a.luma, b.luma) + chroma) / 2;
}

/** A cell that differs by this much has other content, not other noise (block noise of H.264 at CRF 28 stays under 10). */
const CELL_CHANGED = 24;

/** Share of cells whose brightness changed for good: what captions, pen strokes and small subjects move. */
export function changedShare(a: Signature, b: Signature): number {
  let changed = 0;
  for (let i = 0; i < a.luma.length; i++) {
    if (Math.abs((a.luma[i] ?? 0) - (b.luma[i] ?? 0)) > CELL_CHANGED) changed++;
  }
  return a.luma.length === 0 ? 0 : changed / a.luma.length;
}

/** Colours differ less than brightness does: half of that is another colour. */
const COLOUR_CHANGED = 12;

/** Share of cells whose brightness or whose colour is another one, whichever is more. */
export function changedInAll(a: Signature, b: Signature): number {
  let coloured = 0;
  for (let i = 0; i < a.cb.length; i++) {
    const blue = Math.abs((a.cb[i] ?? 0) - (b.cb[i] ?? 0));
    const red = Math.abs((a.cr[i] ?? 0) - (b.cr[i] ?? 0));
    if (Math.max(blue, red) > COLOUR_CHANGED) coloured++;
  }
  return Math.max(changedShare(a, b), a.cb.length === 0 ? 0 : coloured / a.cb.length);
}

interface Blend {
  /** Share of the later picture in the mixture: 0 at the earlier one, 1 at the later one. */
  readonly share: number;
  /** Mean difference between the picture and the mixture nearest to it, brightness and both colours added up. */
  readonly rest: number;
}

/**
 * The mixture of two pictures that is nearest to a third one (least squares). Colour counts: between red and blue of
 * one brightness any picture would be a mixture otherwise, and every cut a dissolve.
 */
export function blendOf(from: Signature, to: Signature, between: Signature): Blend {
  let along = 0;
  let length = 0;
  for (const plane of PLANES) {
    const way = wayOf(from[plane], to[plane], between[plane]);
    along += way.along;
    length += way.length;
  }
  const share = length > 0 ? along / length : 0;
  let rest = 0;
  for (const plane of PLANES) rest += restOf(share, from[plane], to[plane], between[plane]);
  return { share, rest };
}

const PLANES = ["luma", "cb", "cr"] as const;

type Plane = Uint8Array;

/** How far the third plane lies on the way from the first to the second, times that way's length, and its square; means over cells. */
function wayOf(from: Plane, to: Plane, between: Plane): { along: number; length: number } {
  let along = 0;
  let length = 0;
  for (let i = 0; i < from.length; i++) {
    const start = from[i] ?? 0;
    const step = (to[i] ?? 0) - start;
    along += step * ((between[i] ?? 0) - start);
    length += step * step;
  }
  const cells = Math.max(1, from.length);
  return { along: along / cells, length: length / cells };
}

function restOf(share: number, from: Plane, to: Plane, between: Plane): number {
  let rest = 0;
  for (let i = 0; i < from.length; i++) {
    const start = from[i] ?? 0;
    const mixed = start + share * ((to[i] ?? 0) - start);
    rest += Math.abs((between[i] ?? 0) - mixed);
  }
  return rest / Math.max(1, from.length);
}
