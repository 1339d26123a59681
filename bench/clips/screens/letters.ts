import { type Box, fillBox, type YuvColour, type YuvPicture } from "../picture.ts";
import { type Random, whole } from "../random.ts";

export interface Line {
  readonly x: number;
  readonly y: number;
  /** Height of a letter in pixels. */
  readonly letter: number;
  readonly ink: YuvColour;
  readonly words: number;
}

/** Letters are random strokes on a grid of 3 x 5: as dense and as wide as text, in no language. No font is needed. */
export function lettersOf({ x, y, letter, words }: Omit<Line, "ink">, random: Random): Box[][] {
  const stroke = letter / 5;
  const letters: Box[][] = [];
  let left = x;
  for (let word = 0; word < words; word++) {
    for (let i = whole(random, 2, 8); i > 0; i--) {
      const strokes: Box[] = [];
      for (let dot = 0; dot < 15; dot++) {
        if (random() < 0.45) continue;
        const at = { x: left + (dot % 3) * stroke, y: y + Math.floor(dot / 3) * stroke };
        strokes.push({ ...at, width: stroke, height: stroke });
      }
      letters.push(strokes);
      left += 4 * stroke;
    }
    left += 3 * stroke;
  }
  return letters;
}

export function writeWords(picture: YuvPicture, line: Line, random: Random): void {
  for (const box of lettersOf(line, random).flat()) fillBox(picture, box, line.ink);
}
