import { createPicture, fillBox, type YuvPicture } from "./picture.ts";
import { between, type Random, whole } from "./random.ts";

/** Cells across the picture in each layer and how much the layer adds: clouds, shapes, leaves. */
const LAYERS = [
  { cells: 5, weight: 0.5 },
  { cells: 24, weight: 0.28 },
  { cells: 110, weight: 0.22 },
] as const;

/** A picture of a place that has never been: smooth tones with objects in them. The same randomness gives the same place. */
export function paintPlace(width: number, height: number, random: Random): YuvPicture {
  const picture = createPicture(width, height);
  const base = between(random, 60, 150);
  const range = between(random, 70, 150);
  addNoise(picture.data.subarray(0, width * height), width, height, random, { base, range });
  const plane = (width * height) / 4;
  for (let i = 0; i < 2; i++) {
    const part = picture.data.subarray(width * height + i * plane, width * height + (i + 1) * plane);
    const tint = between(random, 104, 152);
    addNoise(part, width / 2, height / 2, random, { base: tint, range: 44 });
  }
  for (let i = whole(random, 4, 12); i > 0; i--) {
    const size = between(random, 0.03, 0.25) * height;
    const box = {
      x: random() * width,
      y: random() * height,
      width: size * between(random, 0.5, 2),
      height: size,
    };
    fillBox(picture, box, {
      y: whole(random, 30, 220),
      u: whole(random, 80, 176),
      v: whole(random, 80, 176),
    });
  }
  return picture;
}

interface Tone {
  readonly base: number;
  readonly range: number;
}

function addNoise(plane: Uint8Array, width: number, height: number, random: Random, tone: Tone): void {
  const sums = new Float32Array(width * height).fill(tone.base);
  for (const { cells, weight } of LAYERS) {
    addLayer(sums, width, height, { cells, amount: weight * tone.range, random });
  }
  for (let i = 0; i < plane.length; i++) plane[i] = Math.max(16, Math.min(235, sums[i] ?? 0));
}

interface Layer {
  readonly cells: number;
  readonly amount: number;
  readonly random: Random;
}

/** Adds random values on a grid, interpolated linearly between its points. */
function addLayer(sums: Float32Array, width: number, height: number, { cells, amount, random }: Layer): void {
  const step = width / cells;
  const columns = cells + 2;
  const rows = Math.ceil(height / step) + 2;
  const grid = Float32Array.from({ length: columns * rows }, () => (random() - 0.5) * 2 * amount);
  for (let y = 0; y < height; y++) {
    const gy = Math.floor(y / step);
    const fy = y / step - gy;
    for (let x = 0; x < width; x++) {
      const gx = Math.floor(x / step);
      const fx = x / step - gx;
      const at = gy * columns + gx;
      const top = (grid[at] ?? 0) * (1 - fx) + (grid[at + 1] ?? 0) * fx;
      const bottom = (grid[at + columns] ?? 0) * (1 - fx) + (grid[at + columns + 1] ?? 0) * fx;
      sums[y * width + x] = (sums[y * width + x] ?? 0) + top * (1 - fy) + bottom * fy;
    }
  }
}
