import type { VideoInfo } from "../video.ts";

/** How a clip is encoded so that it fits. */
export interface ClipSize {
  readonly width: number;
  readonly height: number;
  /** Bits a second that the picture takes at most; Infinity where there is room for whatever it takes. */
  readonly videoRate: number;
  readonly soundRate: number;
  readonly isReduced: boolean;
}

/** Pixels; players on phones decode no larger pictures reliably. */
const LONGEST_SHORT_SIDE = 1080;
const SHORT_SIDES = [1080, 720, 540, 360, 240] as const;

/** Bits a pixel of each frame below which blocks show in real footage. */
const BITS_PER_PIXEL = 0.035;
/** The same below which nothing is recognized any more. */
const LEAST_BITS_PER_PIXEL = 0.01;

/** Bits a second, from the best that is of use to the least that words can be understood at. */
const SOUND_RATES = { good: 128_000, fair: 64_000, poor: 32_000 } as const;

/** What the container and bursts of the picture add. */
const ROOM = 0.94;
/** The encoder may spend a second's bits in advance. */
const BURST_SECONDS = 1;
/** No encoder needs more for a picture of at most 1080 lines. */
const PLENTY = 40_000_000;

type Picture = Pick<VideoInfo, "width" | "height" | "frameRate">;

/**
 * Ways to encode so many seconds into so many bytes, best first: the short side goes down before the picture gets coarse. Empty
 * where nothing recognizable fits.
 */
export function clipSizes(picture: Picture, seconds: number, mostBytes: number): ClipSize[] {
  const rate = (mostBytes * 8 * ROOM) / (seconds + BURST_SECONDS);
  const soundRate = soundRateFor(rate);
  const videoRate = rate - soundRate;
  const short = Math.min(picture.width, picture.height);
  const first = Math.min(short, LONGEST_SHORT_SIDE);
  const sides = [first, ...SHORT_SIDES.filter((side) => side < first)];
  const sizes = sides.map((side) => ({ ...sized(picture, side), side }));
  const fitting = sizes.filter((size) => videoRate >= needed(size, picture, BITS_PER_PIXEL));
  const last = sizes.slice(-1).filter((size) => videoRate >= needed(size, picture, LEAST_BITS_PER_PIXEL));
  return (fitting.length > 0 ? fitting : last).map(({ width, height, side }) => ({
    ...{ width, height, soundRate },
    videoRate: videoRate > PLENTY ? Number.POSITIVE_INFINITY : Math.floor(videoRate),
    isReduced: side < first || fitting.length === 0,
  }));
}

/** Seconds that fit into so many bytes at the least. */
export function secondsThatFit(picture: Picture, mostBytes: number): number {
  const short = Math.min(picture.width, picture.height, SHORT_SIDES.at(-1) ?? 0);
  const least = needed(sized(picture, short), picture, LEAST_BITS_PER_PIXEL) + SOUND_RATES.poor;
  return Math.max(0, Math.floor((mostBytes * 8 * ROOM) / least - BURST_SECONDS));
}

function soundRateFor(rate: number): number {
  if (rate > SOUND_RATES.good * 6) return SOUND_RATES.good;
  return rate > SOUND_RATES.fair * 4 ? SOUND_RATES.fair : SOUND_RATES.poor;
}

/** Frames that follow each other faster cost little more. */
const COUNTED_RATE = 30;

function needed(
  { width, height }: { width: number; height: number },
  { frameRate }: Picture,
  bits: number,
): number {
  return width * height * Math.min(frameRate || COUNTED_RATE, COUNTED_RATE) * bits;
}

/** Even sides, as the encoder wants them. */
function sized({ width, height }: Picture, shortSide: number): { width: number; height: number } {
  const factor = Math.min(1, shortSide / Math.min(width, height));
  const side = (length: number) => Math.max(2, Math.round((length * factor) / 2) * 2);
  return { width: side(width), height: side(height) };
}
