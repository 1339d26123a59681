import sharp from "sharp";
import { type Colour, fill, paintCode } from "../fixtures/paint.ts";

export interface Painting {
  readonly colour: Colour;
  /** Number along the upper edge. */
  readonly code?: number;
  /** Number along the lower edge. */
  readonly mark?: number;
  readonly width?: number;
  readonly height?: number;
}

/** A picture that the seeing model double can read, as JPEG. */
export async function paintJpeg({
  colour,
  code,
  mark,
  width = 448,
  height = 252,
}: Painting): Promise<Buffer> {
  const data = new Uint8Array(width * height * 3);
  const picture = { width, height, data };
  fill(picture, colour);
  if (code !== undefined) paintCode(picture, code, "top");
  if (mark !== undefined) paintCode(picture, mark, "bottom");
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer();
}
