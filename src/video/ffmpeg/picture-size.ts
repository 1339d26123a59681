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

/**
 * Brings HDR into the range a JPEG can show (Hable's curve keeps highlights and skin). Other pictures pass.
 * `zscale` needs the transfer curve named in the file, which `hdr` says it is.
 */
function toneMap({ hdr }: VideoInfo): string[] {
  if (hdr === null) return [];
  return [
    "zscale=t=linear:npl=100",
    "tonemap=hable:desat=0",
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
