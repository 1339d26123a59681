import type { Picture } from "../video.ts";

const LUMA_BINS = 32;
const CHROMA_BINS = 8;

/** Share of pixels by brightness (32 bins) and, jointly, by both chroma planes (8x8 bins). */
export interface Histogram {
  readonly luma: Float64Array;
  readonly chroma: Float64Array;
}

export function histogramOf({ luma, cb, cr }: Picture): Histogram {
  const lumaBins = new Float64Array(LUMA_BINS);
  for (let i = 0; i < luma.length; i++) {
    const bin = (luma[i] ?? 0) >> 3;
    lumaBins[bin] = (lumaBins[bin] ?? 0) + 1 / luma.length;
  }
  const chromaBins = new Float64Array(CHROMA_BINS ** 2);
  for (let i = 0; i < cb.length; i++) {
    const bin = ((cb[i] ?? 0) >> 5) * CHROMA_BINS + ((cr[i] ?? 0) >> 5);
    chromaBins[bin] = (chromaBins[bin] ?? 0) + 1 / cb.length;
  }
  return { luma: lumaBins, chroma: chromaBins };
}

/** 0 (same colours) to 1 (no colour in common): one minus the intersection, the larger of both kinds. */
export function histogramDifference(a: Histogram, b: Histogram): number {
  return 1 - Math.min(intersection(a.luma, b.luma), intersection(a.chroma, b.chroma));
}

function intersection(a: Float64Array, b: Float64Array): number {
  let shared = 0;
  for (let i = 0; i < a.length; i++) shared += Math.min(a[i] ?? 0, b[i] ?? 0);
  return shared;
}
