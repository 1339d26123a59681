import type { ClipRecipe } from "./store.ts";

const X264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "21"];

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
      encode: ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error"],
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
