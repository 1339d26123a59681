import { describe, expect, it } from "vitest";
import { handheld, place } from "../../support/painted-place.ts";
import { analysed, type Look } from "../../support/painted-scan.ts";
import { dissolve, fadeThroughBlack, flash, held, mix, timed } from "../../support/painted-transitions.ts";

const room: Look = { colour: "grey", box: { x: 10, y: 20, width: 60, height: 60 } };
const garden: Look = { colour: "teal", box: { x: 90, y: 5, width: 50, height: 40, colour: "yellow" } };

describe("finding transitions", () => {
  it.each([12, 25, 45])("counts a dissolve of %i frames as one, in its middle", async (frames) => {
    const pictures = [...held(room, 50), ...dissolve(room, garden, frames), ...held(garden, 50)];
    const { cuts, transitions } = await analysed(timed(pictures));
    expect(cuts).toHaveLength(1);
    expect(transitions).toHaveLength(1);
    expect(Math.abs((cuts[0] ?? 0) - (2 + frames / 50))).toBeLessThan(0.2);
  });

  it.each([16, 30])("counts a fade of %i frames through black as one", async (frames) => {
    const pictures = [...held(room, 50), ...fadeThroughBlack(room, garden, frames), ...held(garden, 50)];
    const { cuts } = await analysed(timed(pictures));
    expect(cuts).toHaveLength(1);
    expect(cuts[0]).toBeGreaterThan(1.9);
    expect(cuts[0]).toBeLessThan(2.1 + frames / 25);
  });

  it("marks the frames within one, and no others", async () => {
    const pictures = [...held(room, 50), ...dissolve(room, garden, 25), ...held(garden, 50)];
    const { candidates } = await analysed(timed(pictures));
    const mixed = candidates.filter((one) => one.mixed).map(({ timestamp }) => timestamp);
    expect(mixed.length).toBeGreaterThan(3);
    expect(mixed.every((time) => time > 1.7 && time < 3.3)).toBe(true);
  });

  it.each([1, 2, 3])("takes a flash of %i frames for neither cut nor transition", async (frames) => {
    const pictures = [...held(room, 40), ...flash(room, frames), ...held(room, 40)];
    expect((await analysed(timed(pictures))).cuts).toEqual([]);
  });

  it("takes a light that is turned up slowly for nothing", async () => {
    const dim: Look = { colour: [100, 100, 100], box: room.box ?? { x: 0, y: 0, width: 2, height: 2 } };
    const bright: Look = { ...dim, colour: [112, 112, 112] };
    const pictures = [...held(dim, 40), ...dissolve(dim, bright, 40), ...held(bright, 40)];
    expect((await analysed(timed(pictures))).cuts).toEqual([]);
  });

  it("keeps a cut next to a dissolve", async () => {
    const sea: Look = { colour: "blue", box: { x: 30, y: 50, width: 100, height: 30 } };
    const pictures = [
      ...held(room, 50),
      ...dissolve(room, garden, 20),
      ...held(garden, 40),
      ...held(sea, 40),
    ];
    const { cuts } = await analysed(timed(pictures));
    expect(cuts).toHaveLength(2);
    expect(cuts[1]).toBeCloseTo(110 / 25, 5);
  });

  it.each([12, 24, 40])("finds a dissolve of %i frames between places that a hand films", async (frames) => {
    const [street, cellar] = [place(1, 180), place(2, 70)];
    const share = (i: number) => Math.min(1, Math.max(0, (i - 50) / frames));
    const pictures = Array.from({ length: 100 + frames }, (_, i) =>
      mix(handheld(street, i), handheld(cellar, i), share(i)),
    );
    const { cuts } = await analysed(timed(pictures));
    expect(cuts).toHaveLength(1);
    expect(Math.abs((cuts[0] ?? 0) - (2 + frames / 50))).toBeLessThan(0.25);
  });

  it.each([1, 3, 8])("takes a camera that turns by %i pixels a frame for nothing", async (speed) => {
    const street = place(1, 180);
    const pictures = Array.from({ length: 100 }, (_, i) => street(Math.max(0, i - 20) * speed, 0));
    expect((await analysed(timed(pictures))).cuts).toEqual([]);
  });

  it("counts a fade as one where a mark burned in keeps the contrast", async () => {
    const [day, night, black] = [
      { ...room, code: 42 },
      { ...garden, code: 42 },
      { colour: "black", code: 42 },
    ] as const;
    const pictures = [
      ...held(day, 50),
      ...[...dissolve(day, black, 12), ...held(black, 2), ...dissolve(black, night, 12)],
      ...held(night, 50),
    ];
    const { cuts } = await analysed(timed(pictures));
    expect(cuts).toHaveLength(1);
    expect(Math.abs((cuts[0] ?? 0) - 2.52)).toBeLessThan(0.3);
  });

  it("tells where a fade begins by the fade, and not by what had more contrast seconds before", async () => {
    const plain: Look = { colour: "grey", box: { x: 10, y: 20, width: 30, height: 20 } };
    const pictures = [
      ...[...held(room, 50), ...dissolve(room, plain, 8), ...held(plain, 25)],
      ...fadeThroughBlack(plain, garden, 16),
      ...held(garden, 50),
    ];
    const { transitions } = await analysed(timed(pictures));
    const last = transitions?.at(-1);
    expect(last?.start).toBeGreaterThan(83 / 25 - 0.2);
    expect(last?.end).toBeLessThan(99 / 25 + 0.2);
  });
});
