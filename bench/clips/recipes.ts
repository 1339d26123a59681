import type { FootageSet } from "./footage/recordings.ts";
import type { ScreenKind } from "./screens/screenplay.ts";
import type { ClipRecipe } from "./store.ts";

const X264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "21"];
const X265 = ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error"];
/** I-frames at fixed distances, wherever the cuts are. */
const FIXED_GOP = [...X264, "-g", "250", "-sc_threshold", "0"];

/** The clip that the targets are set on, 10 minutes or one. */
export function anchor(seconds: number): ClipRecipe {
  return { name: `anchor-${seconds}s`, seconds, height: 1080, film: 8, extension: "mp4", encode: X264 };
}

/** Small and quickly made, to be repeated until it is long. */
export const lengthFilm: ClipRecipe = {
  ...{ name: "h264-scenecut", seconds: 60, height: 360, film: 8, extension: "mp4", encode: X264 },
};

/** One film by other encoders, as cameras, phones, sites and recorders use them. */
export function encoders(seconds: number): ClipRecipe[] {
  const base = { seconds, height: 360, film: 8, extension: "mp4" } as const;
  const x264 = (...options: string[]) => [...X264, ...options];
  return [
    { ...lengthFilm, seconds },
    { ...base, name: "h264-fixed-gop", encode: x264("-g", "60", "-sc_threshold", "0") },
    { ...base, name: "h264-long-gop", encode: x264("-g", "600", "-sc_threshold", "0", "-bf", "0") },
    {
      ...base,
      name: "hevc",
      encode: X265,
    },
    {
      ...base,
      name: "vp9",
      extension: "webm",
      encode: ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-row-mt", "1", "-b:v", "1M"],
    },
    { ...base, name: "variable-rate", encode: X264, dropRepeats: true },
  ];
}

/** Real footage by three encoders, each a film of its own. */
export function realFilms(set: FootageSet, seconds: number): ClipRecipe[] {
  const base = { seconds, height: 720, footage: set, extension: "mp4" } as const;
  const first = set === "tuned" ? 100 : 900;
  return [
    { ...base, name: `${set}-h264`, film: first + 1, encode: X264 },
    { ...base, name: `${set}-hevc`, film: first + 2, encode: X265 },
    { ...base, name: `${set}-fixed-gop`, film: first + 3, encode: FIXED_GOP },
  ];
}

/** A minute each of what people bring, to be repeated until it is long. */
export function workFilms(): ClipRecipe[] {
  const base = { seconds: 60, height: 720, film: 8, extension: "mp4" } as const;
  return [
    { ...base, name: "work-h264", encode: X264 },
    { ...base, name: "work-hevc", encode: X265 },
    { ...base, name: "work-fixed-gop", encode: FIXED_GOP },
    { ...base, name: "work-screen", kinds: ["slide", "screen"], encode: X264, dropRepeats: true },
  ];
}

/** Recordings of a screen, at the low rate that varies which recorders have. Rules are tuned on two of them. */
export function screenFilms(set: FootageSet, seconds: number): ClipRecipe[] {
  const base = { seconds, height: 720, extension: "mp4", encode: X264, dropRepeats: true } as const;
  const film = (number: number, name: string, ...screens: ScreenKind[]): ClipRecipe => ({
    ...{ ...base, film: number, name: `screen-${name}`, screens },
  });
  if (set === "tuned") return [film(201, "typing", "typing"), film(202, "call", "call")];
  return [
    film(203, "scrolling", "scrolling"),
    film(204, "pointer", "pointer"),
    film(205, "pages", "pages"),
    film(206, "all", "pages", "typing", "call", "scrolling", "pointer"),
  ];
}
