import { fillBox, type YuvPicture } from "../picture.ts";
import { between, type Random } from "../random.ts";
import { BAR_HEIGHT, PAPER, paintBar, paintFigure, writeParagraph } from "./page.ts";
import type { OpenScreen } from "./screen.ts";

/** A browser or a document: one page takes the place of another at once, under the same bar. */
export const openPages: OpenScreen = ({ texts }, picture, random) => {
  paintBar(picture, random);
  paintPage(picture, random);
  let shown = 0;
  return (frame) => {
    const due = texts.filter(({ at }) => frame >= at).length;
    for (; shown < due; shown++) paintPage(picture, random);
  };
};

export function paintPage(picture: YuvPicture, random: Random): void {
  const { width, height } = picture;
  const top = height * BAR_HEIGHT;
  fillBox(picture, { x: 0, y: top, width, height: height - top }, PAPER);
  let y = height * 0.12;
  while (y < height * 0.85) {
    const tall = Math.min(height * between(random, 0.15, 0.4), height * 0.95 - y);
    const box = { x: width * 0.1, y, width: width * between(random, 0.4, 0.8), height: tall };
    if (random() < 0.2) paintFigure(picture, box, random);
    else writeParagraph(picture, box, height / 42, random);
    y += tall + height * 0.05;
  }
}
