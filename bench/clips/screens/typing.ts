import { type Box, fillBox, type YuvPicture } from "../picture.ts";
import { between, type Random, whole } from "../random.ts";
import { framesOf } from "../screenplay.ts";
import { lettersOf } from "./letters.ts";
import { BAR_HEIGHT, paintBar } from "./page.ts";
import type { OpenScreen } from "./screen.ts";

const NIGHT = { y: 34, u: 132, v: 124 };
const GLOW = { y: 190, u: 120, v: 124 };
const LINES = 14;
/** The cursor goes on and off twice a second. */
const BLINK = framesOf(0.5);

/** An editor: each line is typed letter by letter; a full page gives way to an empty one. */
export const openTyping: OpenScreen = ({ texts }, picture, random) => {
  const { width, height } = picture;
  const paper = { x: 0, y: height * BAR_HEIGHT, width, height };
  const lines = texts.map(({ at }, i) => writeLine(at, i, picture, random));
  fillBox(picture, paper, NIGHT);
  paintBar(picture, random);
  let cursor: Box | null = null;
  const type = (line: ReturnType<typeof writeLine>, frame: number) => {
    const { strokes, begins } = line.until(frame);
    if (begins && line.isFirst) fillBox(picture, paper, NIGHT);
    for (const box of strokes) fillBox(picture, box, GLOW);
    const last = strokes.at(-1);
    if (last) cursor = { x: last.x + height / 40, y: line.y, width: height / 150, height: height / 36 };
  };
  return (frame) => {
    if (cursor) fillBox(picture, cursor, NIGHT);
    for (const line of lines) type(line, frame);
    if (cursor && Math.floor(frame / BLINK) % 2 === 0) fillBox(picture, cursor, GLOW);
  };
};

/** A line that is complete at a frame; `until` gives what was typed of it since the last call. */
function writeLine(at: number, i: number, { width, height }: YuvPicture, random: Random) {
  const letter = height / 36;
  const y = height * 0.1 + (i % LINES) * letter * 2;
  const letters = lettersOf({ x: width * 0.05, y, letter, words: whole(random, 4, 9) }, random);
  const from = at - framesOf(between(random, 1.2, 2.8));
  let typed = 0;
  return {
    y,
    isFirst: i % LINES === 0,
    until(frame: number) {
      const share = Math.max(0, Math.min(1, (frame - from) / (at - from)));
      const before = typed;
      typed = Math.floor(letters.length * share);
      return { strokes: letters.slice(before, typed).flat(), begins: before === 0 && typed > 0 };
    },
  };
}
