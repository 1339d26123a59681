import { expect, it } from "vitest";
import { pagesOf } from "../../../../src/summary/kinds/slides/pages.ts";
import { paintBox, type RgbPicture } from "../../../fixtures/paint.ts";
import { analysed, toPicture } from "../../../support/painted-scan.ts";

const WIDTH = 160;
const HEIGHT = 90;
const FPS = 8;

type Painter = (picture: RgbPicture, frame: number) => void;

/** A page with a bar, a title that begins at `title`, and lines of words under it. */
function page(title: number, lines: number): Painter {
  return (picture) => {
    box(picture, 0, 0, WIDTH, HEIGHT, 235);
    box(picture, 0, 6, WIDTH, 16, 90);
    for (let letter = 0; letter < 6; letter++) box(picture, title + letter * 9, 10, 5, 7, 230);
    for (let line = 0; line < lines; line++) {
      for (let word = 0; word < 6; word++) {
        const x = 14 + word * (16 + ((title + line) % 5));
        box(picture, x, 32 + line * 13, 9, 6, 25);
      }
    }
  };
}

function box(picture: RgbPicture, x: number, y: number, width: number, height: number, level: number) {
  paintBox(picture, { x, y, width, height }, [level, level, level]);
}

/** A speaker in a corner who never stands still. */
function withSpeaker(paint: Painter): Painter {
  return (picture, frame) => {
    paint(picture, frame);
    box(picture, 128, 60, 32, 30, 60);
    box(picture, 130 + ((frame * 7) % 20), 64, 8, 20, 200);
  };
}

const moving: Painter = (picture, frame) => {
  for (let x = 0; x < WIDTH; x += 8) box(picture, x, 0, 8, HEIGHT, 40 + ((x * 3 + frame * 29) % 170));
};

async function pagesIn(...scenes: readonly (readonly [seconds: number, paint: Painter])[]) {
  const frames = scenes.flatMap(([seconds, paint]) => Array<Painter>(seconds * FPS).fill(paint));
  const scan = await analysed(
    frames.map((paint, i) => {
      const picture = { width: WIDTH, height: HEIGHT, data: new Uint8Array(WIDTH * HEIGHT * 3) };
      paint(picture, i);
      return { timestamp: i / FPS, picture: toPicture(picture) };
    }),
  );
  const rounded = (range: { start: number; end: number }) => [Math.round(range.start), Math.round(range.end)];
  return pagesOf(scan).map(({ stands, complete }) => ({
    stands: stands.map(rounded),
    complete: rounded(complete),
  }));
}

it("a page on which line after line is written is one, complete with the last", async () => {
  expect(await pagesIn([4, page(10, 1)], [4, page(10, 2)], [5, page(10, 4)])).toEqual([
    { stands: [[0, 13]], complete: [8, 13] },
  ]);
});

it("pages of one design with other titles are several, also where the next has more on it", async () => {
  expect(await pagesIn([4, page(10, 1)], [4, page(60, 2)], [4, page(37, 4)])).toEqual([
    { stands: [[0, 4]], complete: [0, 4] },
    { stands: [[4, 8]], complete: [4, 8] },
    { stands: [[8, 12]], complete: [8, 12] },
  ]);
});

it("a page that comes again is the same one, and complete where most was written on it", async () => {
  const scenes = [
    [4, page(10, 2)],
    [4, page(60, 3)],
    [4, page(10, 2)],
    [4, page(10, 3)],
  ] as const;
  expect(await pagesIn(...scenes)).toEqual([
    {
      stands: [
        [0, 4],
        [8, 16],
      ],
      complete: [12, 16],
    },
    { stands: [[4, 8]], complete: [4, 8] },
  ]);
});

it("a page that is wiped line by line is complete where all of it was there", async () => {
  const [first] = await pagesIn([4, page(10, 4)], [4, page(10, 2)]);
  expect(first?.complete).toEqual([0, 4]);
});

it("a speaker in the corner does not divide a page", async () => {
  expect(await pagesIn([5, withSpeaker(page(10, 2))], [5, withSpeaker(page(60, 3))])).toEqual([
    { stands: [[0, 5]], complete: [0, 5] },
    { stands: [[5, 10]], complete: [5, 10] },
  ]);
});

it("a film has no pages", async () => {
  expect(await pagesIn([10, moving])).toEqual([]);
});
