import { type Box, fillBox, type YuvPicture } from "../picture.ts";
import { type Random, whole } from "../random.ts";
import { framesOf } from "../screenplay.ts";
import { writeWords } from "./letters.ts";
import { PAPER } from "./page.ts";
import type { OpenScreen } from "./screen.ts";

const NIGHT = { y: 34, u: 132, v: 124 };
const FRAME = { y: 150, u: 90, v: 110 };
const INK = { y: 50, u: 128, v: 128 };
/** Share of the width that the people's tiles take; the chat stands beside them. */
const TILES = 0.74;
const PEOPLE = 4;
/** Lines that the chat holds: then it begins at its top again. */
const CHAT = 7;
const TURN = framesOf(8);

/** A call: four people in tiles, of whom one speaks and moves while the others hardly do, and a chat in which lines appear. */
export const openCall: OpenScreen = ({ texts }, picture, random) => {
  const { width, height } = picture;
  fillBox(picture, { x: 0, y: 0, width, height }, NIGHT);
  const chat = { x: width * TILES, y: 0, width: width * (1 - TILES), height };
  fillBox(picture, chat, PAPER);
  const tiles = Array.from({ length: PEOPLE }, (_, i) => openTile(picture, i, random));
  const speakers = Array.from({ length: 32 }, () => whole(random, 0, PEOPLE - 1));
  let written = 0;
  return (frame) => {
    const speaker = speakers[Math.floor(frame / TURN) % 32];
    for (const [i, paint] of tiles.entries()) paint(frame, i === speaker);
    const due = texts.filter(({ at }) => frame >= at).length;
    for (; written < due; written++) {
      if (written % CHAT === 0) fillBox(picture, chat, PAPER);
      const y = height * (0.04 + (0.93 * (written % CHAT)) / CHAT);
      for (const line of [0, 1, 2].slice(0, whole(random, 1, 3))) {
        const place = { x: chat.x + height * 0.02, y: y + (line * height) / 24, letter: height / 42 };
        writeWords(picture, { ...place, ink: INK, words: 2 }, random);
      }
    }
  };
};

/** Someone before a wall: while they speak, head and shoulders move, and a frame stands around the tile. */
function openTile(picture: YuvPicture, i: number, random: Random): (frame: number, speaks: boolean) => void {
  const width = (picture.width * TILES) / 2;
  const height = picture.height / 2;
  const box = {
    x: (i % 2) * width + 4,
    y: Math.floor(i / 2) * height + 4,
    width: width - 8,
    height: height - 8,
  };
  const tone = () => ({ y: whole(random, 60, 190), u: whole(random, 100, 150), v: whole(random, 100, 160) });
  const [wall, skin, shirt, pace] = [tone(), tone(), tone(), whole(random, 9, 15)];
  return (frame, speaks) => {
    fillBox(picture, grown(box, 4), speaks ? FRAME : NIGHT);
    fillBox(picture, box, wall);
    const sway = Math.sin(frame / pace) * (speaks ? height * 0.03 : 1.5);
    const nod = Math.cos((frame * 1.3) / pace) * (speaks ? height * 0.02 : 0);
    const middle = box.x + width / 2 + sway;
    const head = {
      x: middle - height * 0.14,
      y: box.y + height * 0.2 + nod,
      width: height * 0.28,
      height: height * 0.36,
    };
    const shoulders = {
      x: middle - height * 0.3,
      y: box.y + height * 0.6 + nod / 2,
      width: height * 0.6,
      height,
    };
    fillBox(picture, { ...shoulders, height: box.y + box.height - shoulders.y }, shirt);
    fillBox(picture, head, skin);
    const open = speaks ? height * (0.02 + 0.02 * Math.abs(Math.sin(frame / 3))) : height * 0.01;
    fillBox(
      picture,
      { x: middle - height * 0.05, y: head.y + height * 0.26, width: height * 0.1, height: open },
      INK,
    );
  };
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
