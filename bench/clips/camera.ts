import { type Box, copyView, fillBox, type YuvPicture } from "./picture.ts";
import { between, createRandom, whole } from "./random.ts";
import type { PlannedShot } from "./screenplay.ts";
import type { ShotSource } from "./source.ts";
import { paintPlace } from "./texture.ts";

/** The place is this much larger than the picture, so that the camera can move. */
const ROOM = 1.3;

/** A camera that pans over a place and shakes, with things that move; still and on a tripod for "static" and "subject". */
export function openCamera(shot: PlannedShot, size: { width: number; height: number }): ShotSource {
  const random = createRandom(shot.look);
  const even = (value: number) => Math.round(value / 2) * 2;
  const place = paintPlace(even(size.width * ROOM), even(size.height * ROOM), random);
  const tripod = shot.kind !== "camera";
  const room = { x: place.width - size.width, y: place.height - size.height };
  const speed = tripod ? 0 : between(random, -1, 1) * 0.8;
  const shake = tripod ? 0 : between(random, 0, 2.5);
  const things = movingThings(shot, size, random);
  // A jump cut: the same recording some time later, seen from beside.
  const jump = shot.jumped ? { x: 0.55, y: 0.35, things: 211 } : { x: 0, y: 0, things: 0 };
  return {
    async paint(frame, target) {
      const sway = Math.sin(frame * 0.37) * shake;
      const x = (random0(shot.look) * 0.4 + 0.05 + jump.x) * room.x + (speed * frame * room.x) / 600 + sway;
      const y = (0.1 + jump.y) * room.y + Math.cos(frame * 0.29) * shake;
      const clamp = (value: number, limit: number) => Math.max(0, Math.min(limit, even(value)));
      copyView(place, clamp(x, room.x), clamp(y, room.y), target);
      for (const thing of things) fillBox(target, thing.at(frame + jump.things), thing.colour);
      paintSubjects(shot, frame, target);
    },
    close: () => undefined,
  };
}

function random0(look: number): number {
  return createRandom(look + 1)();
}

function movingThings(
  { kind }: PlannedShot,
  { width, height }: { width: number; height: number },
  random: () => number,
) {
  const count = kind === "camera" ? whole(random, 0, 3) : 1;
  return Array.from({ length: count }, () => {
    // Who stands before a tripod sways a little; things before a moving camera go their way.
    const still = kind !== "camera";
    const side = height * (still ? 0.35 : between(random, 0.06, 0.2));
    const [x0, y0] = [random() * width * 0.7, height * between(random, 0.2, 0.5)];
    const [vx, vy] = still ? [0, 0] : [between(random, -3, 3), between(random, -1, 1)];
    const sway = still ? 3 : 0;
    return {
      colour: { y: whole(random, 40, 210), u: whole(random, 90, 166), v: whole(random, 90, 166) },
      at: (frame: number): Box => ({
        x: x0 + vx * frame + sway * Math.sin(frame / 11),
        y: y0 + vy * frame,
        width: side * 0.8,
        height: side,
      }),
    };
  });
}

/** A ball of a twentieth of the height that crosses the picture. */
function paintSubjects({ subjects }: PlannedShot, frame: number, target: YuvPicture): void {
  for (const { at, frames } of subjects) {
    if (frame < at || frame >= at + frames) continue;
    const side = target.height / 20;
    const x = ((frame - at) / frames) * target.width;
    fillBox(target, { x, y: target.height * 0.15, width: side, height: side }, { y: 235, u: 90, v: 200 });
  }
}
