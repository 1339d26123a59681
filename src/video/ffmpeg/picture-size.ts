import type { VideoInfo } from "../video.ts";

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

/** White paper in HDR, cd/m2 (ITU-R BT.2408); in a JPEG it shall look white too, and grey the same grey. */
const HDR_WHITE = 203;
/** What phones master their HDR for, cd/m2. */
const HDR_PEAK = 1_000;
/** Up to this share of white nothing is bent; the rest holds white, at 239 of 255, and the lights above it. */
const HDR_KNEE = 0.7;

/**
 * Brings HDR into the range a JPEG can show. Möbius' curve leaves everything up to its knee alone, where Hable's made
 * white a grey of 193. `zscale` needs the transfer curve named in the file, which `hdr` says it is.
 */
function toneMap({ hdr }: VideoInfo): string[] {
  if (hdr === null) return [];
  return [
    `zscale=t=linear:npl=${HDR_WHITE}`,
    `tonemap=mobius:param=${HDR_KNEE}:peak=${(HDR_PEAK / HDR_WHITE).toFixed(2)}:desat=0`,
    "zscale=p=bt709:t=bt709:m=bt709:r=tv",
    "format=yuv420p",
  ];
}

/** Filters that bring a decoded, already upright picture to exactly `size` with square pixels. */
export function scaleTo(size: Size, info: VideoInfo, flags: "fast_bilinear" | "bicubic"): string[] {
  const scale = `scale=${size.width}:${size.height}:flags=${flags}`;
  const scaled = flags === "fast_bilinear" ? [scale, ...toneMap(info)] : [...toneMap(info), scale];
  return [...scaled, "setsar=1"];
}
