/** A 4:2:0 picture as ffmpeg's raw yuv420p: brightness, then both chroma planes at half size. */
export interface YuvPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface YuvColour {
  readonly y: number;
  readonly u: number;
  readonly v: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function createPicture(width: number, height: number, colour?: YuvColour): YuvPicture {
  const picture = { width, height, data: new Uint8Array((width * height * 3) / 2) };
  if (colour) fillBox(picture, { x: 0, y: 0, width, height }, colour);
  return picture;
}

/** Paints a box, cut to the picture; corners are rounded down to even pixels, since chroma has half the size. */
export function fillBox({ width, height, data }: YuvPicture, box: Box, { y, u, v }: YuvColour): void {
  const even = (value: number, limit: number) => Math.max(0, Math.min(limit, Math.floor(value / 2) * 2));
  const left = even(box.x, width);
  const right = even(box.x + box.width, width);
  const top = even(box.y, height);
  const bottom = even(box.y + box.height, height);
  if (right <= left) return;
  for (let row = top; row < bottom; row++) data.fill(y, row * width + left, row * width + right);
  const plane = (width * height) / 4;
  for (const [i, level] of [u, v].entries()) {
    const from = width * height + i * plane;
    for (let row = top / 2; row < bottom / 2; row++) {
      data.fill(level, from + (row * width + left) / 2, from + (row * width + right) / 2);
    }
  }
}

/** Copies the part of `source` that begins at (x, y), even numbers, into the whole of `target`. */
export function copyView(source: YuvPicture, x: number, y: number, target: YuvPicture): void {
  const { width, height, data } = target;
  for (let row = 0; row < height; row++) {
    const from = (y + row) * source.width + x;
    data.set(source.data.subarray(from, from + width), row * width);
  }
  for (let plane = 0; plane < 2; plane++) {
    const into = width * height + (plane * width * height) / 4;
    const base = source.width * source.height + (plane * source.width * source.height) / 4;
    for (let row = 0; row < height / 2; row++) {
      const from = base + ((y / 2 + row) * source.width) / 2 + x / 2;
      data.set(source.data.subarray(from, from + width / 2), into + (row * width) / 2);
    }
  }
}

/** target = share x a + (1 - share) x b. */
export function blend(a: Uint8Array, b: Uint8Array, share: number, target: Uint8Array): void {
  const weight = Math.round(share * 256);
  for (let i = 0; i < target.length; i++) {
    target[i] = ((a[i] ?? 0) * weight + (b[i] ?? 0) * (256 - weight)) >> 8;
  }
}
