import { describe, expect, it } from "vitest";
import { mixed } from "../../../src/video/sample/mixed.ts";
import { type Written, writtenIn } from "../../../src/video/sample/written.ts";
import { type ScanResult, type Shot, shotsOf } from "../../../src/video/shots/scan-result.ts";
import { analysed, framesOf, hold, type Look } from "../../support/painted-scan.ts";

const FPS = 25;

/** A bar that is `size` wide, at one of nine heights. */
const bar = (row: number, size = 60) => ({ x: 20, y: 12 + 8 * row, width: size, height: 4 });

/** Lines one below the other, each two seconds and a half after the one before; a number ticks at the upper edge. */
function slide(colour: Look["colour"], lines: number, box: (line: number) => Look["box"]): Look[] {
  return Array.from({ length: (lines + 1) * 62 }, (_, i) => {
    const line = Math.floor(i / 62);
    const shown = line > 0 ? box(line) : undefined;
    return { colour, code: i % 16, ...(shown && { box: shown }) };
  });
}

/** Something large that never comes to rest. */
const walk = (colour: Look["colour"]): Look[] =>
  Array.from({ length: 60 }, (_, i) => ({
    colour,
    box: { x: 2 * i, y: 20, width: 36, height: 60 },
  }));

async function writings(looks: readonly Look[]): Promise<Written[]> {
  return shotsOf(await analysed(framesOf(looks, FPS))).flatMap(writtenIn);
}

/** A plain shot in which a row of cells gets brighter by so many levels after three seconds. */
function candidatesOf(levels: readonly number[]): Shot {
  const plain = new Uint8Array(920).fill(100);
  const inked = plain.map((level, cell) => level + (levels[cell - 200] ?? 0));
  const candidates = Array.from({ length: 12 }, (_, i) => ({
    ...{ timestamp: i / 2, difference: 0, activity: 0, brightness: 100, contrast: 30 },
    signature: { luma: i < 6 ? plain : inked, cb: new Uint8Array(), cr: new Uint8Array() },
  }));
  return { start: 0, end: 6, candidates };
}

function unseen(scan: ScanResult, budget: number, states: readonly number[]): number[] {
  const times = mixed.choose(scan, budget).map(({ timestamp }) => timestamp);
  return states.filter((start) => !times.some((time) => time >= start && time < start + 62 / FPS));
}

describe("what is written", () => {
  it("is found line by line beside a number that ticks all the time", async () => {
    const grown = (line: number) => ({ x: 20, y: 16, width: 60, height: 8 * line });
    const found = await writings(slide("grey", 4, grown));
    expect(found.map(({ start }) => Math.round(start / 2.48))).toEqual([1, 2, 3, 4]);
    for (const { candidate, start, end } of found) {
      expect(candidate.timestamp).toBeGreaterThanOrEqual(start);
      expect(candidate.timestamp).toBeLessThan(end);
    }
  });

  it("is also what the shot began with, where another page covers it", async () => {
    const found = await writings([
      ...hold({ colour: "grey", box: bar(2) }, 60),
      ...hold({ colour: "grey", box: bar(6) }, 60),
    ]);
    expect(found.map(({ start }) => Math.round(start * 10) / 10)).toEqual([0, 2.4]);
    const added = await writings([
      ...hold({ colour: "grey", code: 7, box: { x: 20, y: 20, width: 60, height: 8 } }, 60),
      ...hold({ colour: "grey", code: 7, box: { x: 20, y: 20, width: 60, height: 24 } }, 60),
    ]);
    expect(added.map(({ start }) => Math.round(start * 10) / 10)).toEqual([2.4]);
  });

  it("is one thing while it is being typed", async () => {
    const typed = Array.from(
      { length: 50 },
      (_, i): Look => ({ colour: "grey", code: 7, box: bar(4, 2 + i) }),
    );
    const found = await writings([
      ...hold({ colour: "grey", code: 7 }, 50),
      ...typed,
      ...hold({ colour: "grey", code: 7, box: bar(4, 52) }, 60),
    ]);
    expect(found).toHaveLength(1);
    expect(found[0]?.candidate.timestamp).toBeGreaterThanOrEqual(3.8);
  });

  it("is found where it falls on two rows of cells, of which each changes by half", () => {
    const faint = candidatesOf([18, 10, 18, 10, 18, 10]);
    expect(writtenIn(faint).map(({ start }) => start)).toEqual([3]);
    const apart = candidatesOf([18, 0, 18, 0, 18, 0]);
    expect(writtenIn(apart)).toEqual([]);
  });

  it("is not what an opened menu had covered, once it is closed", async () => {
    const found = await writings([
      ...hold({ colour: "grey", code: 7 }, 60),
      ...hold({ colour: "grey", code: 7, box: bar(2) }, 60),
      ...hold({ colour: "grey", code: 7 }, 60),
      ...hold({ colour: "grey", code: 7, box: bar(6) }, 60),
    ]);
    expect(found.map(({ start }) => Math.round(start * 10) / 10)).toEqual([2.4, 7.2]);
    expect(found[0]?.end).toBeCloseTo(4.8, 1);
  });

  it("gets all that is left before anything else does", async () => {
    const grown = (line: number) => ({ x: 20, y: 16, width: 60, height: 6 * line });
    const scan = await analysed(framesOf(slide("grey", 10, grown), FPS));
    const states = Array.from({ length: 10 }, (_, i) => ((i + 1) * 62) / FPS);
    // The first moment, and each line.
    expect(unseen(scan, 11, states)).toEqual([]);
  });

  it("is nothing in a picture that only moves, or only ticks", async () => {
    expect((await writings(walk("teal"))).filter(({ value }) => value >= 3)).toEqual([]);
    expect(await writings(slide("grey", 3, () => undefined))).toEqual([]);
  });

  it("gets its frames before shots that merely move get second ones", async () => {
    const grown = (line: number) => ({ x: 20, y: 16, width: 60, height: 8 * line });
    const looks = [
      ...walk("teal"),
      ...slide("grey", 4, grown),
      ...walk("purple"),
      ...walk("orange"),
      ...walk("green"),
    ];
    const scan = await analysed(framesOf(looks, FPS));
    expect(shotsOf(scan)).toHaveLength(5);
    const states = [1, 2, 3, 4].map((line) => 2.4 + (line * 62) / FPS);
    // Five shots, of which one is a slide of four states, and a frame for the gaps.
    expect(unseen(scan, 9, states)).toEqual([]);
  });
});
