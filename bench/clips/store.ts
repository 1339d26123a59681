import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { playFilm } from "./film.ts";
import type { FootageSet } from "./footage/recordings.ts";
import { writeFootageScreenplay } from "./footage/screenplay.ts";
import { startEncoder } from "./raw-frames.ts";
import { type PlannedShot, type ShotKind, writeScreenplay } from "./screenplay.ts";
import { type ScreenKind, writeScreens } from "./screens/screenplay.ts";
import { type Truth, truthOf } from "./truth.ts";

export interface ClipRecipe {
  readonly name: string;
  readonly seconds: number;
  readonly height: 360 | 720 | 1080;
  /** Chooses the film; equal numbers give equal films. */
  readonly film: number;
  /** Real footage of this set in place of painted pictures. */
  readonly footage?: FootageSet;
  /** Painted shots of these kinds only. */
  readonly kinds?: readonly ShotKind[];
  /** A recording of a screen in place of a film: scenes of these kinds. */
  readonly screens?: readonly ScreenKind[];
  readonly extension: "mp4" | "mkv" | "webm";
  /** ffmpeg's options for the encoder. */
  readonly encode: readonly string[];
  /** Variable rate: only frames that differ from the one before are kept, and one after 45 that do not. */
  readonly dropRepeats?: boolean;
}

export interface Clip {
  readonly name: string;
  readonly path: string;
  readonly truth: Truth;
}

/** Raise it when the painter changes: clips that were made before are then made again. */
const PAINTER = 2;
const FPS = 30;

/** The clip of a recipe, painted and encoded at the first call and found again at the next. */
export async function makeClip(recipe: ClipRecipe, say: (line: string) => void): Promise<Clip> {
  const folder = join(tmpdir(), "cuepoint-bench");
  mkdirSync(folder, { recursive: true });
  const key = createHash("sha256")
    .update(JSON.stringify([PAINTER, recipe]))
    .digest("hex")
    .slice(0, 12);
  const path = join(folder, `${recipe.name}-${key}.${recipe.extension}`);
  const truthPath = `${path}.json`;
  const shots = screenplayOf(recipe);
  if (!existsSync(truthPath)) {
    say(`making ${recipe.name} (${recipe.seconds} s) once`);
    const truth = truthOf(shots, (frame) => frame / FPS);
    await encode(recipe, `${path}.part.${recipe.extension}`, shots);
    renameSync(`${path}.part.${recipe.extension}`, path);
    writeFileSync(truthPath, JSON.stringify(truth));
  }
  return { name: recipe.name, path, truth: JSON.parse(readFileSync(truthPath, "utf8")) as Truth };
}

function screenplayOf({ seconds, film, footage, kinds, screens }: ClipRecipe): PlannedShot[] {
  if (screens) return writeScreens(seconds, film, screens);
  return footage ? writeFootageScreenplay(seconds, film, footage) : writeScreenplay(seconds, film, kinds);
}

async function encode(
  { height, encode: options, dropRepeats }: ClipRecipe,
  path: string,
  shots: readonly PlannedShot[],
): Promise<void> {
  // Painted at half size where that is still large: painting would take longer than encoding.
  const painted = height > 720 ? height / 2 : height;
  const size = { width: (painted * 16) / 9, height: painted };
  const scale = `scale=${(height * 16) / 9}:${height}:flags=bilinear`;
  const filters = dropRepeats ? ["-vf", `${scale},mpdecimate=max=45`, "-fps_mode", "vfr"] : ["-vf", scale];
  const encoder = startEncoder([
    ...["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", `${size.width}x${size.height}`, "-r", String(FPS)],
    ...["-i", "pipe:0", ...filters, ...options, path],
  ]);
  for await (const picture of playFilm(shots, size)) await encoder.write(picture.data);
  await encoder.finish();
}
