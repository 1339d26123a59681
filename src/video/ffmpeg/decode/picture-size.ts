import { type Colours, sdrMatrix, toSdr } from "./colours.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The displayed picture scaled down so that its long side is at most `longSide`; never scaled up. Even sides on request. */
export function fitWithin({ width, height }: Size, longSide: number, even = false): Size {
  const factor = Math.min(1, longSide / Math.max(width, height));
  const step = even ? 2 : 1;
  const side = (length: number) => Math.max(step, Math.round((length * factor) / step) * step);
  return { width: side(width), height: side(height) };
}

/** Filters that bring a decoded, already upright picture quickly to exactly `size` with square pixels. Its exact colors do not matter. */
export function toSmallPicture({ width, height }: Size, colours: Colours): string[] {
  return [`scale=${width}:${height}:flags=fast_bilinear`, ...toSdr(colours), "setsar=1", "format=yuv420p"];
}

/** The same for people and models: a JPEG's samples are those of BT.601 in full range, whatever the video's are. */
export function toJpegPicture({ width, height }: Size, colours: Colours): string[] {
  const matrix = `in_color_matrix=${sdrMatrix(colours)}:out_color_matrix=bt601:out_range=full`;
  return [
    ...toSdr(colours),
    `scale=${width}:${height}:flags=bicubic:${matrix}`,
    "setsar=1",
    "format=yuvj420p",
  ];
}
