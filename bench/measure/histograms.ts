import sharp from "sharp";

/** A picture is looked at in so many pixels a side. */
const SIDE = 48;
const HUES = 12;
/** Black, grey, white. */
const GREYS = 3;
const DIRECTIONS = 8;
/** Where nothing is known of what a word means. */
const UNKNOWN = HUES + GREYS + DIRECTIONS;
const LENGTH = UNKNOWN + 1;
/** Edges tell two pictures of one color apart, and no more than that. */
const EDGE_WEIGHT = 0.5;

/**
 * What a picture looks like, in place of what it means, which takes a model: how much of it has which color, and in which
 * directions its edges run.
 */
export async function pictureHistogram(jpeg: Uint8Array): Promise<number[]> {
  const data = await sharp(jpeg)
    .resize(SIDE, SIDE, { fit: "fill" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer();
  const sums = Array.from({ length: LENGTH }, () => 0);
  const levels = Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(i * 3, i * 3 + 3);
    const bin = colorBin(red, green, blue);
    sums[bin] = (sums[bin] ?? 0) + 1 / (SIDE * SIDE);
    return (red + green + blue) / 3;
  });
  for (let y = 1; y < SIDE - 1; y++) {
    for (let x = 1; x < SIDE - 1; x++) {
      const at = y * SIDE + x;
      const across = (levels[at + 1] ?? 0) - (levels[at - 1] ?? 0);
      const down = (levels[at + SIDE] ?? 0) - (levels[at - SIDE] ?? 0);
      const turn = (Math.atan2(down, across) + Math.PI) / (2 * Math.PI);
      const bin = HUES + GREYS + (Math.floor(turn * DIRECTIONS) % DIRECTIONS);
      const strength = Math.hypot(across, down) / 255 / (SIDE * SIDE);
      sums[bin] = (sums[bin] ?? 0) + EDGE_WEIGHT * strength;
    }
  }
  return sums;
}

const DARK = 40;
const LIGHT = 215;
/** Between the strongest and the weakest of the three. */
const COLORLESS = 30;

function colorBin(red: number, green: number, blue: number): number {
  const most = Math.max(red, green, blue);
  const range = most - Math.min(red, green, blue);
  if (range < COLORLESS) return HUES + (most < DARK ? 0 : most < LIGHT ? 1 : 2);
  const sixth =
    most === red
      ? (green - blue) / range
      : most === green
        ? 2 + (blue - red) / range
        : 4 + (red - green) / range;
  return Math.floor(((sixth + 6) % 6) * (HUES / 6) + 0.5) % HUES;
}

/** As in a plain picture of it. */
const COLORS: Readonly<Record<string, readonly [number, number, number]>> = {
  ...{ red: [200, 30, 30], green: [30, 160, 60], blue: [40, 70, 200], yellow: [225, 205, 40] },
  ...{ purple: [130, 50, 160], orange: [235, 130, 30], teal: [30, 150, 160], turquoise: [30, 150, 160] },
  ...{ grey: [120, 120, 120], black: [0, 0, 0], white: [255, 255, 255] },
};

/** The colors that a text names; of all else it knows nothing. */
export function textHistogram(text: string): number[] {
  const sums = Array.from({ length: LENGTH }, () => 0);
  const named = (text.toLowerCase().match(/[a-z]+/g) ?? []).flatMap((word) => {
    const color = COLORS[word];
    return color ? [colorBin(...color)] : [];
  });
  for (const bin of named.length > 0 ? named : [UNKNOWN]) sums[bin] = (sums[bin] ?? 0) + 1;
  return sums;
}
