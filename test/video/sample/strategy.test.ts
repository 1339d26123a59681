import { describe, expect, it } from "vitest";
import { frameBudget, nearDuplicate, sampleFps } from "../../../src/video/sample/strategy.ts";
import type { Candidate } from "../../../src/video/shots/scan-result.ts";
import { fixedRandom } from "../../support/fixed-random.ts";
import { analysed, type Look, paintPicture } from "../../support/painted-scan.ts";

const ROOM = 10_000;

describe("how many frames are sent", () => {
  it.each([
    [0.04, 5],
    [10, 5],
    [10.01, 3],
    [30, 3],
    [30.01, 2],
    [60, 2],
    [60.01, 1],
    [7_200, 1],
  ])("%d seconds are worth %d frames a second", (seconds, fps) => {
    expect(sampleFps(seconds)).toBe(fps);
  });

  it.each([
    [0, 4],
    [0.5, 4],
    [2, 10],
    [10, 50],
    [20, 60],
    [45, 90],
    [600, 600],
  ])("%d seconds deserve %d frames", (seconds, frames) => {
    expect(frameBudget(seconds, ROOM)).toBe(frames);
  });

  it("never exceeds what fits, and never falls to none", () => {
    expect(frameBudget(600, 96)).toBe(96);
    expect(frameBudget(600, 1)).toBe(1);
    expect(frameBudget(1, 2)).toBe(2);
    expect(frameBudget(600, 0)).toBe(1);
  });
});

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
