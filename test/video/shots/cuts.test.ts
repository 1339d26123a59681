import { describe, expect, it } from "vitest";
import { handheld, place } from "../../support/painted-place.ts";
import { analysed, framesOf, hold, type Look } from "../../support/painted-scan.ts";

/** Cuts as frame numbers, at 25 frames a second. */
async function cutsOf(looks: readonly Look[]): Promise<number[]> {
  const { cuts } = await analysed(framesOf(looks));
  return cuts.map((time) => Math.round(time * 25));
}

/** Levels of grey from one to another, evenly, both included. */
const greys = (from: number, to: number, frames: number): Look[] =>
  Array.from({ length: frames }, (_, i) => {
    const level = Math.round(from + ((to - from) * i) / (frames - 1));
    return { colour: [level, level, level] };
  });

const slide = (from: number, to: number, frames: number): Look[] =>
  Array.from({ length: frames }, (_, i) => ({
    colour: "teal",
    box: { x: Math.round(from + ((to - from) * i) / frames), y: 20, width: 60, height: 60 },
  }));

describe("finding cuts", () => {
  it("finds the first frame of each new shot, however the colours follow each other", async () => {
    const colours = ["red", "green", "blue", "yellow", "purple", "orange", "teal", "grey", "black"] as const;
    const looks = colours.flatMap((colour) => hold({ colour }, 12));
    expect(await cutsOf(looks)).toEqual([12, 24, 36, 48, 60, 72, 84, 96]);
  });

  it("finds a cut between two pictures of one brightness", async () => {
    expect(await cutsOf([...hold({ colour: "red" }, 10), ...hold({ colour: "blue" }, 10)])).toEqual([10]);
  });

  it("finds a cut inside a room, where only what stands in it changes", async () => {
    const before = hold({ colour: "grey", box: { x: 10, y: 30, width: 60, height: 60 } }, 20);
    const after = hold(
      { colour: "grey", box: { x: 90, y: 10, width: 60, height: 80, colour: "orange" } },
      20,
    );
    expect(await cutsOf([...before, ...after])).toEqual([20]);
  });

  it("finds cuts right after the beginning and before the end", async () => {
    const looks = [
      ...hold({ colour: "red" }, 2),
      ...hold({ colour: "blue" }, 20),
      ...hold({ colour: "green" }, 2),
    ];
    expect(await cutsOf(looks)).toEqual([2, 22]);
  });

  it("finds the cut out of a moving picture", async () => {
    expect(await cutsOf([...slide(0, 60, 30), ...hold({ colour: "red" }, 20)])).toEqual([30]);
  });

  it.each([1, 3])("takes a flash of %d frames for no cut", async (frames) => {
    const scene = { colour: "teal", code: 5 } as const;
    const looks = [...hold(scene, 20), ...hold({ colour: [255, 255, 255] }, frames), ...hold(scene, 20)];
    expect(await cutsOf(looks)).toEqual([]);
  });

  it("still sees the cut that a flash hides", async () => {
    const flash = hold({ colour: [255, 255, 255] }, 1);
    const cuts = await cutsOf([...hold({ colour: "teal" }, 20), ...flash, ...hold({ colour: "orange" }, 20)]);
    expect(cuts).toContain(21);
    expect(cuts.filter((cut) => cut < 20 || cut > 21)).toEqual([]);
  });

  it("takes slow and even motion for no cut", async () => {
    expect(await cutsOf(slide(0, 90, 90))).toEqual([]);
  });

  it("takes fast and even motion for no cut", async () => {
    expect(await cutsOf(slide(0, 90, 12))).toEqual([]);
  });

  it("takes slow motion, of which each picture is there twice, for no cut", async () => {
    expect(await cutsOf(slide(0, 90, 45).flatMap((look) => [look, look]))).toEqual([]);
  });

  it("sees at most one cut in a fade through black", async () => {
    const cuts = await cutsOf([...greys(200, 0, 20), ...hold({ colour: "black" }, 4), ...greys(0, 180, 20)]);
    expect(cuts.length).toBeLessThanOrEqual(1);
  });

  it("sees at most one cut in a dissolve", async () => {
    const cuts = await cutsOf([
      ...hold({ colour: [40, 40, 40] }, 15),
      ...greys(40, 220, 15),
      ...hold({ colour: [220, 220, 220] }, 15),
    ]);
    expect(cuts.length).toBeLessThanOrEqual(1);
  });

  it.each([0, 1])("finds nothing in %d changes of nothing", async (frames) => {
    expect(await cutsOf(hold({ colour: "red" }, frames + 1))).toEqual([]);
  });

  /** A picture in four frames, and what each of the four changed. */
  const measured = (at: (i: number) => readonly number[]) =>
    Array.from({ length: 30 }, (_, i) => ({
      timestamp: i * 0.12,
      picture: handheld(place(1, 180), i),
      passed: at(i).map((change, k) => ({ timestamp: i * 0.12 - (3 - k) * 0.03, change })),
    }));

  it.each([9, 12, 15, 19])("takes a flash before picture %i for no cut, though a hand moves", async (at) => {
    const frames = measured((i) => (i === at ? [3, 110, 2, 112] : [3, 2, 4, 3]));
    expect((await analysed(frames)).cuts).toEqual([]);
  });

  it.each([9, 19])("takes picture %i, which moves after a repeated frame, for no cut", async (at) => {
    const frames = measured((i) => (i === at ? [0.1, 0, 0, 14] : i < 3 ? [3, 3, 3, 3] : [4, 0.1, 0.5, 3]));
    expect((await analysed(frames)).cuts).toEqual([]);
  });

  it("takes a wall that another light colors for no cut", async () => {
    const levels = Array.from({ length: 30 }, (_, i) => (i < 15 ? 180 - 4 * (i % 2) : 162 + 6 * (i % 2)));
    const frames = framesOf(levels.map((level) => ({ colour: [level, level, level] }))).map((frame, i) => ({
      ...frame,
      timestamp: i * 0.12,
      passed: [0, 0, 0, i === 15 ? 10 : 2].map((change, k) => ({
        timestamp: i * 0.12 - (3 - k) * 0.03,
        change,
      })),
    }));
    expect((await analysed(frames)).cuts).toEqual([]);
  });
});
