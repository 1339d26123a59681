import type { Picture } from "../../src/video/video.ts";

/** What a camera sees of a place around (x, y), pixels. */
export type Place = (x: number, y: number) => Picture;

const [WIDTH, HEIGHT] = [160, 90];
const [TILE, TILES] = [8, 128];

/** A place of tiles, each brighter or darker than `level` by up to 40, by chance; the same number gives the same place. */
export function place(number: number, level: number): Place {
  let state = number;
  const tiles = Uint8Array.from({ length: TILES * TILES }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return level - 40 + Math.floor((state / 2_147_483_648) * 80);
  });
  const chroma = new Uint8Array((WIDTH * HEIGHT) / 4).fill(128);
  return (x, y) => ({
    ...{ width: WIDTH, height: HEIGHT, cb: chroma, cr: chroma },
    luma: Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
      const column = Math.floor((x + (i % WIDTH)) / TILE) % TILES;
      const row = Math.floor((y + Math.floor(i / WIDTH)) / TILE) % TILES;
      return tiles[row * TILES + column] ?? 0;
    }),
  });
}

/** A hand's shake: what the camera sees at frame i. */
export function handheld(where: Place, i: number): Picture {
  return where(Math.round(200 + 10 * Math.sin(i * 0.5)), Math.round(100 + 7 * Math.sin(i * 0.7)));
}
