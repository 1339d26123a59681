import { describe, expect, it } from "vitest";
import { isBlank, sharpness } from "../../../src/video/stills/choose-still.ts";
import type { Picture } from "../../../src/video/video.ts";
import { blurred } from "../../support/blurred.ts";
import { fixedRandom } from "../../support/fixed-random.ts";
import { paintPicture } from "../../support/painted-scan.ts";

const scene = paintPicture({ colour: "teal", code: 12_345, box: { x: 40, y: 40, width: 30, height: 30 } });

function flat(level: number, noise = 0): Picture {
  const random = fixedRandom(5);
  const grey = paintPicture({ colour: "grey" });
  return { ...grey, luma: grey.luma.map(() => level + Math.round((random() - 0.5) * 2 * noise)) };
}

describe("sharpness", () => {
  it("falls with every pass of a blur", () => {
    const [sharp, soft, softer] = [scene, blurred(scene, 1), blurred(scene, 3)].map(sharpness);
    expect(sharp).toBeGreaterThan(2 * (soft ?? Number.NaN));
    expect(soft).toBeGreaterThan(2 * (softer ?? Number.NaN));
  });

  it("is nothing where nothing is", () => {
    expect(sharpness(flat(128))).toBe(0);
    expect(sharpness({ ...flat(128), width: 1, height: 1, luma: new Uint8Array(1) })).toBe(0);
  });
});

describe("a blank picture", () => {
  it.each<[string, Picture]>([
    ["black", flat(16)],
    ["black with the noise of a codec", flat(18, 6)],
    ["white", flat(235)],
    ["one tone of grey, as in the depth of a fade", flat(90, 5)],
  ])("is %s", (_, picture) => {
    expect(isBlank(picture)).toBe(true);
  });

  it.each<[string, Picture]>([
    ["a scene", scene],
    [
      "a dark room with a lamp",
      paintPicture({ colour: [8, 8, 8], box: { x: 100, y: 10, width: 20, height: 20 } }),
    ],
    [
      "a small white title on black",
      paintPicture({ colour: "black", box: { x: 60, y: 42, width: 40, height: 4 } }),
    ],
    [
      "a room in the evening",
      paintPicture({ colour: [25, 25, 30], box: { x: 20, y: 20, width: 90, height: 60, colour: "blue" } }),
    ],
  ])("is not %s", (_, picture) => {
    expect(isBlank(picture)).toBe(false);
  });
});
