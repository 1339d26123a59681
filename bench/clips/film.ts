import { openCamera } from "./camera.ts";
import { openTake } from "./footage/take.ts";
import { blend, createPicture, fillBox, type YuvPicture } from "./picture.ts";
import { openReal } from "./real.ts";
import type { PlannedShot } from "./screenplay.ts";
import { openScreen } from "./screens/screen.ts";
import { openSlide } from "./screens/slide.ts";
import type { ShotSource } from "./source.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

function open(shot: PlannedShot, size: Size): ShotSource {
  if (shot.screen) return openScreen(shot.screen, shot, size);
  if (shot.kind === "slide" || shot.kind === "screen") return openSlide(shot, size);
  if (shot.take) return openTake(shot.take, { frames: shot.frames, lead: shot.mixing / 2 }, size);
  return shot.kind === "real" ? openReal(shot, size) : openCamera(shot, size);
}

/** Plays a screenplay frame by frame. The picture is painted over by the next one. */
export async function* playFilm(shots: readonly PlannedShot[], size: Size): AsyncGenerator<YuvPicture> {
  const picture = createPicture(size.width, size.height);
  const other = createPicture(size.width, size.height);
  let current: ShotSource | null = null;
  for (const [i, shot] of shots.entries()) {
    const source: ShotSource = current ?? open(shot, size);
    const following = shots[i + 1];
    const tail = (following?.mixing ?? 0) / 2;
    const lead = shot.mixing / 2;
    for (let frame = lead; frame < shot.frames - tail; frame++) {
      await paintShot(source, shot, frame, picture);
      yield picture;
    }
    current = following && tail > 0 ? open(following, size) : null;
    for (let k = 0; following && current && k < 2 * tail; k++) {
      const share = (k + 0.5) / (2 * tail);
      await paintShot(source, shot, shot.frames - tail + k, picture);
      await paintShot(current, following, k - tail, other);
      if (following.transition === "dissolve") blend(other.data, picture.data, share, picture.data);
      else fade(picture, other, share);
      yield picture;
    }
    source.close();
  }
}

/** Down to black until the half, then up to the next picture; the result is in `picture`. */
function fade(picture: YuvPicture, next: YuvPicture, share: number): void {
  const black = createPicture(picture.width, picture.height, { y: 16, u: 128, v: 128 });
  if (share < 0.5) blend(black.data, picture.data, 2 * share, picture.data);
  else blend(next.data, black.data, 2 * share - 1, picture.data);
}

async function paintShot(
  source: ShotSource,
  shot: PlannedShot,
  frame: number,
  target: YuvPicture,
): Promise<void> {
  await source.paint(frame, target);
  for (const { at, frames } of shot.flashes) if (frame >= at && frame < at + frames) flash(target);
  for (const { at, frames } of shot.marks) if (frame >= at && frame < at + frames) mark(target);
}

/** A photographer's flash: everything nearly white, colours gone. */
function flash({ width, height, data }: YuvPicture): void {
  const luma = width * height;
  for (let i = 0; i < luma; i++) data[i] = 150 + ((data[i] ?? 0) >> 2) + ((data[i] ?? 0) >> 4);
  for (let i = luma; i < data.length; i++) data[i] = 96 + ((data[i] ?? 0) >> 2);
}

/** A sign of an eighth of the width: large enough to be read in full size, too short to be noticed by many. */
function mark(target: YuvPicture): void {
  const { width, height } = target;
  const box = { x: width * 0.62, y: height * 0.7, width: width / 8, height: height / 8 };
  fillBox(target, box, { y: 230, u: 100, v: 150 });
  for (let i = 0; i < 4; i++) {
    const bar = { x: box.x + (0.1 + i * 0.22) * box.width, y: box.y + box.height * 0.2 };
    fillBox(target, { ...bar, width: box.width * 0.1, height: box.height * 0.6 }, { y: 30, u: 128, v: 128 });
  }
}
