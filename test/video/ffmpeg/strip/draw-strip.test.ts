import { describe, expect, it } from "vitest";
import { drawStrip } from "../../../../src/video/ffmpeg/strip/draw-strip.ts";
import { type Colour, nameColour, type RgbPicture } from "../../../fixtures/paint.ts";
import { type Painting, paintJpeg } from "../../../support/painted-jpeg.ts";
import { decodeJpeg, numberIn } from "../../../support/read-picture.ts";
import { testFfmpeg } from "../../../support/test-ffmpeg.ts";

const never = new AbortController().signal;
const ffmpeg = testFfmpeg();
const COLORS: readonly Colour[] = ["red", "green", "blue", "yellow"];

async function stripOf(paintings: readonly Painting[], times = ["0:00", "0:41", "12:05", "1:02:03"]) {
  const tiles = await Promise.all(
    paintings.map(async ({ width = 448, height = 252, ...painting }, at) => ({
      ...{ width, height, time: times[at] ?? "" },
      jpeg: await paintJpeg({ ...painting, width, height }),
    })),
  );
  const strip = await drawStrip(ffmpeg, tiles, never);
  if (!strip) throw new Error("expected a picture");
  return decodeJpeg(strip);
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function cut(picture: RgbPicture, { x, y, width, height }: Area): RgbPicture {
  const rows = Array.from({ length: height }, (_, row) => {
    const from = ((y + row) * picture.width + x) * 3;
    return [...picture.data.subarray(from, from + width * 3)];
  });
  return { width, height, data: Uint8Array.from(rows.flat()) };
}

/** One dot of the label is six pixels wide. */
function dotsOf(label: RgbPicture): string[] {
  const isWhite = (column: number, row: number) =>
    (label.data[((row * 6 + 3) * label.width + column * 6 + 3) * 3] ?? 0) > 150;
  return Array.from({ length: Math.floor(label.height / 6) }, (_, row) =>
    Array.from({ length: Math.floor(label.width / 6) }, (__, column) => (isWhite(column, row) ? "#" : "."))
      .join("")
      .replace(/\.+$/, ""),
  );
}

describe("a strip of stills", () => {
  it("shows four wide ones two by two in their order, each with its time", async () => {
    const strip = await stripOf(COLORS.map((colour, at) => ({ colour, code: 100 + at })));
    expect(strip).toMatchObject({ width: 1286, height: 726 });
    const tiles = [0, 1, 2, 3].map((at) =>
      cut(strip, { x: (at % 2) * 646, y: Math.floor(at / 2) * 366, width: 640, height: 360 }),
    );
    expect(tiles.map(nameColour)).toEqual(COLORS);
    expect(tiles.map(numberIn)).toEqual([100, 101, 102, 103]);
    const second = tiles[1];
    if (!second) throw new Error("expected a tile");
    const label = cut(second, { x: 24, y: 360 - 12 - 12 - 42, width: 24 * 6, height: 42 });
    expect(dotsOf(label)).toEqual([
      ".###.......#....#",
      "#...#.#...##...##",
      "#...#....#.#....#",
      "#...#...#..#....#",
      "#...#...#####...#",
      "#...#.#....#....#",
      ".###.......#...###",
    ]);
  });

  it.each([
    ["upright ones in a row", 4, { width: 252, height: 448 }, { width: 4 * 360 + 3 * 6, height: 640 }],
    ["three in a row", 3, {}, { width: 3 * 640 + 2 * 6, height: 360 }],
    ["one alone", 1, { width: 64, height: 36 }, { width: 640, height: 360 }],
  ])("shows %s", async (_, number, size, expected) => {
    const strip = await stripOf(COLORS.slice(0, number).map((colour) => ({ colour, ...size })));
    expect(strip).toMatchObject(expected);
    const width = (strip.width + 6) / number - 6;
    const tiles = Array.from({ length: number }, (__, at) =>
      cut(strip, { x: at * (width + 6), y: 0, width, height: strip.height }),
    );
    expect(tiles.map(nameColour)).toEqual(COLORS.slice(0, number));
  });

  it("leaves out one of another size", async () => {
    const strip = await stripOf([{ colour: "red" }, { colour: "blue", width: 100, height: 100 }]);
    expect(strip).toMatchObject({ width: 640, height: 360 });
    expect(nameColour(strip)).toBe("red");
  });

  it("is nothing where a picture cannot be read, or there is none", async () => {
    const tile = { jpeg: Buffer.alloc(5000, "no"), width: 640, height: 360, time: "0:00" };
    expect(await drawStrip(ffmpeg, [tile], never)).toBeNull();
    expect(await drawStrip(ffmpeg, [], never)).toBeNull();
  });
});
