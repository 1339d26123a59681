import type { ScanFrame } from "../../src/video/video.ts";
import { type Look, paintPicture } from "./painted-scan.ts";

type Picture = ScanFrame["picture"];

/** share x b + (1 - share) x a, plane by plane. */
export function mix(a: Picture, b: Picture, share: number): Picture {
  const plane = (key: "luma" | "cb" | "cr") =>
    a[key].map((level, i) => Math.round(level * (1 - share) + (b[key][i] ?? 0) * share));
  return { ...a, luma: plane("luma"), cb: plane("cb"), cr: plane("cr") };
}

/** Frames of a dissolve from one look to the other; both ends belong to the shots around it. */
export function dissolve(from: Look, to: Look, frames: number): Picture[] {
  const [a, b] = [paintPicture(from), paintPicture(to)];
  return Array.from({ length: frames }, (_, i) => mix(a, b, (i + 1) / (frames + 1)));
}

export function fadeThroughBlack(from: Look, to: Look, frames: number): Picture[] {
  const half = Math.floor(frames / 2);
  const black: Look = { colour: "black" };
  return [...dissolve(from, black, half), ...dissolve(black, to, frames - half)];
}

export function held(look: Look, frames: number): Picture[] {
  return Array<Picture>(frames).fill(paintPicture(look));
}

/** Everything brighter by three quarters of what is left to white. */
export function flash(look: Look, frames: number): Picture[] {
  const picture = paintPicture(look);
  const luma = picture.luma.map((level) => 150 + (level >> 2));
  return Array<Picture>(frames).fill({ ...picture, luma });
}

export function timed(pictures: readonly Picture[], fps = 25): ScanFrame[] {
  return pictures.map((picture, i) => ({ timestamp: i / fps, picture }));
}
