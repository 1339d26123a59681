import { describe, expect, it } from "vitest";
import { nearDuplicate } from "../../../src/video/sample/strategy.ts";
import type { Candidate } from "../../../src/video/shots/scan-result.ts";
import { fixedRandom } from "../../support/fixed-random.ts";
import { analysed, type Look, paintPicture } from "../../support/painted-scan.ts";

/** The candidate that a picture becomes; `noise` is added to and taken from its brightness at random. */
async function candidate(look: Look, noise = 0): Promise<Candidate> {
  const picture = paintPicture(look);
  const random = fixedRandom(11);
  const luma = picture.luma.map((level) => level + Math.round((random() - 0.5) * 2 * noise));
  const { candidates } = await analysed([{ timestamp: 0, picture: { ...picture, luma } }]);
  const [only] = candidates;
  if (!only) throw new RangeError("no candidate");
  return only;
}

const SLIDE = { colour: "teal", box: { x: 20, y: 15, width: 80, height: 30 } } as const;

describe("near-duplicates", () => {
  it("are two pictures that differ in noise alone", async () => {
    expect(nearDuplicate(await candidate(SLIDE), await candidate(SLIDE, 8))).toBe(true);
  });

  it("are two pictures of which one is a breath brighter", async () => {
    const [dim, bright] = [
      await candidate({ colour: [100, 100, 100] }),
      await candidate({ colour: [101, 101, 101] }),
    ];
    expect(nearDuplicate(dim, bright)).toBe(true);
  });

  it.each<[string, Look]>([
    ["a caption that appears", { colour: "teal", box: { x: 40, y: 78, width: 40, height: 6 } }],
    ["a single short word", { colour: "teal", box: { x: 40, y: 78, width: 16, height: 6 } }],
    [
      "a small ball that comes into the picture",
      { colour: "teal", box: { x: 90, y: 40, width: 9, height: 9 } },
    ],
  ])("are not told by the whole picture alone: %s", async (_, look) => {
    expect(nearDuplicate(await candidate({ colour: "teal" }), await candidate(look))).toBe(false);
  });

  it("are not two rooms of one brightness", async () => {
    expect(nearDuplicate(await candidate({ colour: "red" }), await candidate({ colour: "purple" }))).toBe(
      false,
    );
  });

  it("are not told apart by a ball that moves on by a little", async () => {
    const ball = (x: number) => candidate({ colour: "teal", box: { x, y: 40, width: 9, height: 9 } });
    expect(nearDuplicate(await ball(60), await ball(60))).toBe(true);
    expect(nearDuplicate(await ball(60), await ball(90))).toBe(false);
  });
});
