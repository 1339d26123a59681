import type { Picture } from "../video.ts";

/**
 * Variance of the Laplacian of the brightness (Pech-Pacheco et al., ICPR 2000): high where edges are crisp, low in
 * motion blur and in the middle of a dissolve. Comparable only between pictures of one size and one subject.
 */
export function sharpness({ width, height, luma }: Picture): number {
  let sum = 0;
  let squares = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      const around =
        (luma[at - 1] ?? 0) + (luma[at + 1] ?? 0) + (luma[at - width] ?? 0) + (luma[at + width] ?? 0);
      const edge = 4 * (luma[at] ?? 0) - around;
      sum += edge;
      squares += edge * edge;
    }
  }
  const count = Math.max(1, (width - 2) * (height - 2));
  return squares / count - (sum / count) ** 2;
}

/** True for a picture that shows nothing: black, or one flat tone as in the depth of a fade. */
export function isBlank({ luma }: Picture): boolean {
  let sum = 0;
  let brightest = 0;
  let darkest = 255;
  let lit = 0;
  for (let i = 0; i < luma.length; i++) {
    const level = luma[i] ?? 0;
    sum += level;
    if (level > LIT) lit++;
    if (level > brightest) brightest = level;
    if (level < darkest) darkest = level;
  }
  const black = sum / luma.length < BLACK_LEVEL && lit / luma.length < LIT_SHARE;
  return black || brightest - darkest < FLAT_RANGE;
}

/** Video black is 16; scaled and coded it wavers by a few levels. */
const BLACK_LEVEL = 22;
const FLAT_RANGE = 16;
/** So few bright pixels are specks; a short white title on black has several times as many. */
const LIT_SHARE = 0.002;
const LIT = 64;
