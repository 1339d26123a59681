import { createPicture, fillBox } from "../picture.ts";
import { createRandom, whole } from "../random.ts";
import type { PlannedShot } from "../screenplay.ts";
import type { ShotSource } from "../source.ts";
import { writeWords } from "./letters.ts";

const INK = { y: 40, u: 128, v: 128 };
const PAPER = { y: 228, u: 126, v: 130 };
const GLOW = { y: 190, u: 120, v: 124 };
const NIGHT = { y: 34, u: 132, v: 124 };

/** A slide whose text grows, or a dark window in which lines are written ("screen"). Nothing else moves. */
export function openSlide(
  shot: PlannedShot,
  { width, height }: { width: number; height: number },
): ShotSource {
  const random = createRandom(shot.look);
  const dark = shot.kind === "screen";
  const picture = createPicture(width, height, dark ? NIGHT : PAPER);
  const ink = dark ? GLOW : INK;
  const letter = height / (dark ? 45 : 24);
  const colour = { y: dark ? 60 : 110, u: whole(random, 90, 170), v: whole(random, 90, 170) };
  fillBox(picture, { x: 0, y: 0, width, height: height * (dark ? 0.05 : 0.16) }, colour);
  const lines = whole(random, 1, 3);
  const write = (line: number) => {
    const top = height * 0.24 + line * letter * 2.2;
    writeWords(picture, { x: width * 0.08, y: top, letter, ink, words: whole(random, 3, 7) }, random);
  };
  for (let i = 0; i < lines; i++) write(i);
  let written = 0;
  return {
    async paint(frame, target) {
      while (written < shot.textChanges.length && frame >= (shot.textChanges[written] ?? 0)) {
        write(lines + written);
        written++;
      }
      target.data.set(picture.data);
    },
    close: () => undefined,
  };
}
