import type { Picture } from "../../src/video/video.ts";

/** The picture after so many passes of a blur over 3x3 pixels, as motion or a lens out of focus leave it. */
export function blurred(picture: Picture, passes: number): Picture {
  if (passes === 0) return picture;
  const { width, height, luma } = picture;
  const at = (x: number, y: number) =>
    luma[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))] ?? 0;
  const softer = luma.map((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    let sum = 0;
    for (let n = 0; n < 9; n++) sum += at(x - 1 + (n % 3), y - 1 + Math.floor(n / 3));
    return sum / 9;
  });
  return blurred({ ...picture, luma: softer }, passes - 1);
}
