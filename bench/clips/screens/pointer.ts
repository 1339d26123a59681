import { createPicture, fillBox, type YuvPicture } from "../picture.ts";
import { between, type Random } from "../random.ts";
import { framesOf } from "../screenplay.ts";
import { PAPER, paintBar, writeParagraph } from "./page.ts";
import { paintPage } from "./pages.ts";
import type { OpenScreen } from "./screen.ts";

const WHITE = { y: 235, u: 128, v: 128 };
const BLACK = { y: 16, u: 128, v: 128 };
/** The pointer goes somewhere else in so long, and rests as long. */
const WAY = framesOf(0.8);

/** A page that stands while a pointer wanders over it; at times a menu opens there, is read, and closes. */
export const openPointer: OpenScreen = ({ texts }, picture, random) => {
  paintBar(picture, random);
  paintPage(picture, random);
  const page = Uint8Array.from(picture.data);
  const { width, height } = picture;
  const places = Array.from({ length: 64 }, () => ({
    x: between(random, 0.1, 0.7) * width,
    y: between(random, 0.12, 0.6) * height,
  }));
  const pointerAt = (frame: number) => {
    const way = Math.floor(frame / (2 * WAY));
    const gone = Math.min(1, (frame % (2 * WAY)) / WAY);
    const [from, to] = [places[way % 64], places[(way + 1) % 64]];
    if (!from || !to) return { x: 0, y: 0 };
    return { x: from.x + (to.x - from.x) * gone, y: from.y + (to.y - from.y) * gone };
  };
  const menus = texts.map(({ at }) => paintMenu(picture, pointerAt(at), random));
  return (frame) => {
    picture.data.set(page);
    const open = texts.findIndex(({ at, frames }) => frame >= at && frame < at + frames);
    menus[open]?.();
    // While a menu is read the pointer waits in it.
    const { x, y } = pointerAt(texts[open]?.at ?? frame);
    fillBox(picture, { x, y, width: height / 50, height: height / 32 }, BLACK);
    fillBox(picture, { x: x + 2, y: y + 2, width: height / 50 - 4, height: height / 32 - 4 }, WHITE);
  };
};

/** Paints its menu whenever it is called, always the same. */
function paintMenu(picture: YuvPicture, { x, y }: { x: number; y: number }, random: Random): () => void {
  const { width, height } = picture;
  const box = { x, y, width: width * 0.22, height: height * 0.3 };
  const menu = createPicture(width, height, PAPER);
  writeParagraph(menu, { ...box, x: x + height / 50, y: y + height / 40 }, height / 40, random);
  return () => {
    fillBox(picture, { ...box, x: x - 2, y: y - 2, width: box.width + 4, height: box.height + 4 }, BLACK);
    copyBox(menu, box, picture);
  };
}

function copyBox(
  from: YuvPicture,
  box: { x: number; y: number; width: number; height: number },
  to: YuvPicture,
): void {
  const [left, right] = [Math.floor(box.x), Math.floor(box.x + box.width)];
  for (let row = Math.floor(box.y); row < Math.min(to.height, box.y + box.height); row++) {
    const at = row * to.width;
    to.data.set(from.data.subarray(at + left, at + right), at + left);
  }
}
