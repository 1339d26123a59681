import type { VideoInfo } from "../../video.ts";

/** What ffprobe says of a stream's samples; undefined and "unknown" where the file is silent. */
interface ColourTags {
  readonly color_space?: string | undefined;
  readonly color_primaries?: string | undefined;
  readonly color_transfer?: string | undefined;
  readonly width: number;
  readonly height: number;
}

/** How the samples of a video become colors; what the file leaves out is decided as players do. */
export interface Colours {
  readonly hdr: VideoInfo["hdr"];
  /** The matrix between RGB and the samples, by ffprobe's name. */
  readonly matrix: string;
  /** By ffprobe's name. */
  readonly primaries: string;
}

/** By ffprobe's name: what `scale` and what `zscale` call each matrix that both can undo; the latter misspells one's name. */
const MATRICES: Readonly<Record<string, { readonly scale: string; readonly zscale: string }>> = {
  bt709: { scale: "bt709", zscale: "709" },
  bt470bg: { scale: "bt601", zscale: "470bg" },
  smpte170m: { scale: "bt601", zscale: "170m" },
  smpte240m: { scale: "smpte240m", zscale: "7" },
  fcc: { scale: "fcc", zscale: "fcc" },
  bt2020nc: { scale: "bt2020", zscale: "2020_ncl" },
  bt2020c: { scale: "bt2020", zscale: "2020_cl" },
};

/** Primaries so wide that a JPEG, which means those of sRGB, shows their colors pale. */
const WIDE = new Set(["bt2020", "smpte431", "smpte432"]);

/** White paper in HDR, cd/m2 (ITU-R BT.2408); in a JPEG it shall look white too, and grey the same grey. */
const HDR_WHITE = 203;
/** What phones master their HDR for, cd/m2. */
const HDR_PEAK = 1_000;
/** Up to this share of white nothing is bent; the rest holds white, at 239 of 255, and the lights above it. */
const HDR_KNEE = 0.7;

/** Files without tags: HDR is BT.2020, and pictures larger than those of standard television are BT.709. */
export function coloursOf(tags: ColourTags): Colours {
  const hdr = hdrOf(tags);
  const { color_space = "", color_primaries = "" } = tags;
  const usual = hdr === null ? usualMatrix(tags) : "bt2020nc";
  const primaries = hdr === null ? "bt709" : "bt2020";
  return {
    hdr,
    matrix: Object.hasOwn(MATRICES, color_space) ? color_space : usual,
    primaries: WIDE.has(color_primaries) || color_primaries === "bt709" ? color_primaries : primaries,
  };
}

function hdrOf({ color_transfer }: ColourTags): Colours["hdr"] {
  if (color_transfer === "smpte2084") return "pq";
  return color_transfer === "arib-std-b67" ? "hlg" : null;
}

/** Television in 576 lines and less is BT.601; a portrait picture counts as if it lay. */
function usualMatrix({ width, height }: ColourTags): string {
  return Math.max(width, height) >= 1280 || Math.min(width, height) > 576 ? "bt709" : "smpte170m";
}

/** The matrix after `toSdr`, as the `scale` filter calls it. */
function sdrMatrix(colours: Colours): string {
  return needsConversion(colours) ? "bt709" : (MATRICES[colours.matrix]?.scale ?? "bt709");
}

function needsConversion({ hdr, primaries }: Colours): boolean {
  return hdr !== null || WIDE.has(primaries);
}

/** The end of a conversion: from here on all is that of a plain video in HD. */
const AS_HD = "p=709:t=709:m=709:r=tv";

/**
 * Brings HDR and wide colors into the range a JPEG can show, as BT.709. Möbius' curve leaves everything up to its knee
 * alone, where Hable's made white a grey of 193. All that `zscale` has to know is said, since it gives up on a frame
 * that leaves a part of it open.
 */
function toSdr(colours: Colours): string[] {
  if (!needsConversion(colours)) return [];
  const { hdr, matrix, primaries } = colours;
  const from = `zscale=min=${MATRICES[matrix]?.zscale ?? "2020_ncl"}:pin=${primaries}`;
  if (hdr === null) return [`${from}:tin=709:${AS_HD}`, "format=yuv420p"];
  const transfer = hdr === "pq" ? "smpte2084" : "arib-std-b67";
  return [
    `${from}:tin=${transfer}:p=${primaries}:t=linear:npl=${HDR_WHITE}`,
    `tonemap=mobius:param=${HDR_KNEE}:peak=${(HDR_PEAK / HDR_WHITE).toFixed(2)}:desat=0`,
    `zscale=${AS_HD}`,
    "format=yuv420p",
  ];
}

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

/** The same as video in the range and with the matrix that every player takes for granted. */
export function toPlainVideo({ width, height }: Size, colours: Colours): string[] {
  const matrix = `in_color_matrix=${sdrMatrix(colours)}:out_color_matrix=bt709:out_range=tv`;
  return [
    ...toSdr(colours),
    `scale=${width}:${height}:flags=bicubic:${matrix}`,
    "setsar=1",
    "format=yuv420p",
  ];
}
