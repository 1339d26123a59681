import { copyView, createPicture, type YuvPicture } from "../picture.ts";
import { between, type Random } from "../random.ts";
import { framesOf } from "../screenplay.ts";
import { PAPER, paintFigure, writeParagraph } from "./page.ts";
import type { OpenScreen } from "./screen.ts";

/** A wheel turns for so long. */
const TURNING = framesOf(0.7);

/** A long page that is scrolled by a part of its height, read, and scrolled on. */
export const openScrolling: OpenScreen = ({ texts }, picture, random) => {
  const { width, height } = picture;
  const even = (value: number) => 2 * Math.floor(value / 2);
  const stops = [0];
  for (const _ of texts) stops.push((stops.at(-1) ?? 0) + even(height * between(random, 0.3, 0.8)));
  const page = createPicture(width, even(height + (stops.at(-1) ?? 0)), PAPER);
  fillPage(page, height, random);
  return (frame) => {
    const i = texts.findLastIndex(({ at }) => frame >= at - TURNING);
    const turned = Math.min(1, (frame - (texts[i]?.at ?? 0) + TURNING) / TURNING);
    const [from, to] = [stops[Math.max(0, i)] ?? 0, stops[i + 1] ?? 0];
    copyView(page, 0, even(i < 0 ? 0 : from + (to - from) * turned), picture);
  };
};

/** Paragraphs, and a figure for every third of them. */
function fillPage(page: YuvPicture, screen: number, random: Random): void {
  let y = screen * 0.1;
  while (y < page.height) {
    const box = {
      x: page.width * 0.12,
      y,
      width: page.width * 0.7,
      height: screen * between(random, 0.2, 0.5),
    };
    if (random() < 0.3) paintFigure(page, box, random);
    else writeParagraph(page, box, screen / 42, random);
    y += box.height + screen * 0.05;
  }
}
