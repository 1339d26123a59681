import { createPicture, fillBox, type YuvPicture } from "./picture.ts";
import { createRandom, type Random, whole } from "./random.ts";
import type { PlannedShot } from "./screenplay.ts";
import type { ShotSource } from "./source.ts";

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

interface Line {
  readonly x: number;
  readonly y: number;
  /** Height of a letter in pixels. */
  readonly letter: number;
  readonly ink: { y: number; u: number; v: number };
  readonly words: number;
}

/** Letters are random strokes on a grid of 3 x 5: as dense and as wide as text, in no language. No font is needed. */
function writeWords(picture: YuvPicture, { x, y, letter, ink, words }: Line, random: Random): void {
  const stroke = letter / 5;
  let left = x;
  for (let word = 0; word < words; word++) {
    for (let i = whole(random, 2, 8); i > 0; i--) {
      for (let dot = 0; dot < 15; dot++) {
        if (random() < 0.45) continue;
        const box = { x: left + (dot % 3) * stroke, y: y + Math.floor(dot / 3) * stroke };
        fillBox(picture, { ...box, width: stroke, height: stroke }, ink);
      }
      left += 4 * stroke;
    }
    left += 3 * stroke;
  }
}
