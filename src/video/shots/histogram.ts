import type { Picture } from "../video.ts";

const LEVELS = 256;
const LUMA_BINS = 32;
const CHROMA_BINS = 8;

/** How many pixels there are by brightness (32 bins) and, jointly, by both chroma planes (8x8 bins). */
export interface Histogram {
  readonly luma: Uint32Array;
  readonly chroma: Uint32Array;
  /** Mean of brightness, and its standard deviation. */
  readonly brightness: number;
  readonly contrast: number;
}

/** Levels are counted one by one first: bins, mean and deviation all follow from those counts. */
export function histogramOf({ luma, cb, cr }: Picture): Histogram {
  const levels = new Uint32Array(LEVELS);
  for (let i = 0; i < luma.length; i++) {
    const level = luma[i] ?? 0;
    levels[level] = (levels[level] ?? 0) + 1;
  }
  const chroma = new Uint32Array(CHROMA_BINS ** 2);
  for (let i = 0; i < cb.length; i++) {
    const bin = ((cb[i] ?? 0) >> 5) * CHROMA_BINS + ((cr[i] ?? 0) >> 5);
    chroma[bin] = (chroma[bin] ?? 0) + 1;
  }
  return { chroma, ...summed(levels, luma.length) };
}

function summed(levels: Uint32Array, pixels: number): Omit<Histogram, "chroma"> {
  const luma = new Uint32Array(LUMA_BINS);
  let sum = 0;
  let squares = 0;
  for (let level = 0; level < LEVELS; level++) {
    const count = levels[level] ?? 0;
    luma[level >> 3] = (luma[level >> 3] ?? 0) + count;
    sum += level * count;
    squares += level * level * count;
  }
  const mean = sum / pixels;
  const contrast = Math.sqrt(Math.max(0, squares / pixels - mean * mean));
  return { luma, brightness: mean, contrast };
}

/** 0 (same colours) to 1 (no colour in common): one minus the intersection, the larger of both kinds. */
export function histogramDifference(a: Histogram, b: Histogram): number {
  return 1 - Math.min(shared(a.luma, b.luma), shared(a.chroma, b.chroma));
}

/** Share of the pixels that both have, of pictures of one size. */
function shared(a: Uint32Array, b: Uint32Array): number {
  let both = 0;
  let all = 0;
  for (let i = 0; i < a.length; i++) {
    both += Math.min(a[i] ?? 0, b[i] ?? 0);
    all += a[i] ?? 0;
  }
  return both / Math.max(1, all);
}
