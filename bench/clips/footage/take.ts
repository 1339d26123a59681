import { readRawFrames } from "../raw-frames.ts";
import type { ShotSource } from "../source.ts";

/** A view of a recording, as shares of what is free beside the picture: 0 is left or top, 1 right or bottom. */
interface View {
  readonly x: number;
  readonly y: number;
}

/** How a piece of a recording is shown. */
export interface Take {
  readonly file: string;
  /** Seconds in the file at the shot's first frame. */
  readonly start: number;
  /** Seconds of the recording in one of the film. */
  readonly speed: number;
  /** Width of the picture as a share of the recording's. */
  readonly zoom: number;
  readonly mirrored: boolean;
  /** 1 as recorded. */
  readonly brightness: number;
  /** The camera turns from one view to the other within these seconds of the film. */
  readonly pan: { readonly from: View; readonly to: View; readonly start: number; readonly end: number };
}

const FPS = 30;

/** A recording through ffmpeg: cropped by a view that may move, mirrored, faster or slower. */
export function openTake(
  { file, start, speed, zoom, mirrored, brightness, pan }: Take,
  { frames, lead }: { frames: number; lead: number },
  { width, height }: { width: number; height: number },
): ShotSource {
  const filters = [
    `setpts=(PTS-STARTPTS)/${speed}`,
    `fps=${FPS}`,
    // The view moves by full pixels: in a small recording a slow turn would go by steps that can be seen.
    "scale=w='max(iw,1920)':h=-2:flags=fast_bilinear",
    cropOf(zoom, width / height, along(pan, lead / FPS)),
    `scale=${width}:${height}:flags=bilinear`,
    ...(mirrored ? ["hflip"] : []),
    ...(brightness === 1 ? [] : [`eq=contrast=${brightness}`]),
    "format=yuv420p",
  ];
  const from = Math.max(0, start - (lead / FPS) * speed);
  const seconds = ((frames + 2 * lead) / FPS + 1) * speed;
  const raw = readRawFrames(
    ["-threads", "1", "-ss", String(from), "-t", String(seconds), "-i", file, "-vf", filters.join(",")],
    (width * height * 3) / 2,
  );
  return { paint: (_, target) => raw.next(target.data), close: raw.close };
}

function cropOf(zoom: number, aspect: number, view: { x: string; y: string }): string {
  const wide = `min(iw,ih*${aspect})*${zoom}`;
  return `crop=w='${wide}':h='${wide}/${aspect}':x='(iw-ow)*(${view.x})':y='(ih-oh)*(${view.y})'`;
}

/** Where the view is at ffmpeg's time t, which begins so many seconds before the shot. */
function along({ from, to, start, end }: Take["pan"], lead: number): { x: string; y: string } {
  const share = `clip((t-${lead + start})/${Math.max(end - start, 0.001)},0,1)`;
  const between = (a: number, b: number) => `${a}+(${b - a})*${share}`;
  return { x: between(from.x, to.x), y: between(from.y, to.y) };
}
