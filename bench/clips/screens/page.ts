import { type Box, fillBox, type YuvColour, type YuvPicture } from "../picture.ts";
import { type Random, whole } from "../random.ts";
import { writeWords } from "./letters.ts";

const INK: YuvColour = { y: 40, u: 128, v: 128 };
export const PAPER: YuvColour = { y: 228, u: 126, v: 130 };
const BAR: YuvColour = { y: 90, u: 140, v: 120 };
/** Share of the height that a window's bar takes. */
export const BAR_HEIGHT = 0.06;

/** A window's bar with its title, as it stands above what changes. */
export function paintBar(picture: YuvPicture, random: Random): void {
  const { width, height } = picture;
  fillBox(picture, { x: 0, y: 0, width, height: height * BAR_HEIGHT }, BAR);
  const title = { x: width * 0.02, y: height * 0.02, letter: height / 45 };
  writeWords(picture, { ...title, ink: PAPER, words: 3 }, random);
}

/** Lines of small text from the box's top to its end, the first one larger. */
export function writeParagraph(picture: YuvPicture, box: Box, letter: number, random: Random): void {
  writeWords(picture, { x: box.x, y: box.y, letter: 1.6 * letter, ink: INK, words: 3 }, random);
  // A word has five letters of four fifths of their height, and a space.
  const most = Math.max(1, Math.floor(box.width / (letter * 5.5)));
  for (let y = box.y + 3.5 * letter; y + letter <= box.y + box.height; y += 2 * letter) {
    const words = whole(random, Math.ceil(most / 2), most);
    writeWords(picture, { x: box.x, y, letter, ink: INK, words }, random);
  }
}

/** A picture within a page: one tone is enough to tell it from text. */
export function paintFigure(picture: YuvPicture, box: Box, random: Random): void {
  const tone = { y: whole(random, 70, 190), u: whole(random, 90, 166), v: whole(random, 90, 166) };
  fillBox(picture, box, tone);
}
