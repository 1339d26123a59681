import { describe, expect, it } from "vitest";
import { analysed, framesOf, hold, type Look } from "../../support/painted-scan.ts";

const slide: Look = { colour: "grey" };
const withText: Look = { colour: "grey", box: { x: 20, y: 40, width: 30, height: 4 } };
const withSign: Look = { colour: "grey", box: { x: 100, y: 60, width: 18, height: 10 } };

async function noveltiesOf(looks: readonly Look[], kind: "settled" | "brief"): Promise<number[]> {
  const { candidates } = await analysed(framesOf(looks));
  return candidates.filter(({ novelty }) => novelty === kind).map(({ timestamp }) => timestamp);
}

describe("what is new in a part of the picture", () => {
  it("is seen once it has settled, when text appears on a slide", async () => {
    const times = await noveltiesOf([...hold(slide, 50), ...hold(withText, 50)], "settled");
    expect(times.length).toBeGreaterThan(0);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...times)).toBeLessThan(3);
  });

  it("is no cut", async () => {
    expect((await analysed(framesOf([...hold(slide, 50), ...hold(withText, 50)]))).cuts).toEqual([]);
  });

  it("is seen while it is there, when a sign shows for a fifth of a second", async () => {
    const times = await noveltiesOf([...hold(slide, 50), ...hold(withSign, 5), ...hold(slide, 50)], "brief");
    expect(times.length).toBeGreaterThan(0);
    expect(times.every((time) => time >= 2 && time < 2.2)).toBe(true);
  });

  it("is seen while it passes, when a small thing crosses the picture fast", async () => {
    const ball = Array.from(
      { length: 16 },
      (_, i): Look => ({ colour: "grey", box: { x: i * 10, y: 20, width: 8, height: 8 } }),
    );
    const times = await noveltiesOf([...hold(slide, 50), ...ball, ...hold(slide, 50)], "brief");
    expect(times.some((time) => time >= 2 && time < 2.64)).toBe(true);
  });

  it("is nothing in a picture that stands still", async () => {
    expect(await noveltiesOf(hold(withText, 100), "settled")).toEqual([]);
    expect(await noveltiesOf(hold(withText, 100), "brief")).toEqual([]);
  });

  it("is seen at a rate that varies, where one frame stays for seconds", async () => {
    const [before, after] = framesOf([slide, withText]);
    if (!before || !after) throw new RangeError("two frames were painted");
    const frames = [
      before,
      { ...before, timestamp: 1 },
      { ...after, timestamp: 2 },
      { ...after, timestamp: 5 },
    ];
    const { candidates } = await analysed(frames);
    expect(candidates.filter(({ novelty }) => novelty === "settled").map((one) => one.timestamp)).toEqual([
      2,
    ]);
  });

  it("is seen after a cut whose first frame came at once and stayed for seconds", async () => {
    const [walk, cut, after] = framesOf([{ colour: "orange" }, slide, withText]);
    if (!walk || !cut || !after) throw new RangeError("three frames were painted");
    const walking = [0, 0.2, 0.4, 0.6].map((timestamp) => ({ ...walk, timestamp }));
    // A tenth of a second after the last: too soon to be looked at for itself.
    const frames = [
      ...walking,
      { ...cut, timestamp: 0.7 },
      { ...after, timestamp: 2.2 },
      { ...after, timestamp: 4 },
    ];
    const { candidates } = await analysed(frames);
    const settled = candidates.filter(({ novelty }) => novelty === "settled");
    expect(settled.map(({ timestamp }) => timestamp)).toContain(2.2);
  });
});
