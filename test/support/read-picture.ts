import sharp from "sharp";
import type { Picture } from "../../src/video/video.ts";
import { type RgbPicture, readCode } from "../fixtures/paint.ts";

export async function decodeJpeg(jpeg: Buffer): Promise<RgbPicture> {
  const { data, info } = await sharp(jpeg).toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** The number painted along the upper edge of a picture; the brightness of a scanned picture will do. */
export function numberIn(picture: RgbPicture | Picture): number | null {
  const channels = "luma" in picture ? 1 : 3;
  const plane = "luma" in picture ? picture.luma : picture.data;
  const { width, height } = picture;
  const line = Math.round(height / 16) * width * channels;
  const row = Array.from({ length: width * 3 }, (_, i) => plane[line + Math.floor((i * channels) / 3)] ?? 0);
  // Tone mapping and limited range move black and white; the code's guards always show both.
  const darkest = Math.min(...row);
  const stretch = 255 / Math.max(1, Math.max(...row) - darkest);
  return readCode(
    { width, height: 1, data: Uint8Array.from(row, (level) => (level - darkest) * stretch) },
    "top",
  );
}
