import { describe, expect, it } from "vitest";
import { withoutSecondViews } from "../../../src/video/sample/mixed.ts";
import type { Candidate } from "../../../src/video/shots/scan-result.ts";
import { analysed, framesOf, type Look, timesOf } from "../../support/painted-scan.ts";

/** Eight times three pictures that differ, and the third one again with something else in front of it. */
const looks = Array.from({ length: 8 }, (): Look[] => [
  { colour: "red" },
  { colour: "yellow" },
  { colour: "blue" },
  { colour: "blue", box: { x: 10, y: 10, width: 30, height: 30 } },
]).flat();

async function frames(): Promise<readonly Candidate[]> {
  return (await analysed(framesOf(looks, 1))).candidates;
}

describe("second views", () => {
  it("go, as many as are asked for and no more than a small share of the budget", async () => {
    const all = await frames();
    expect(all).toHaveLength(32);
    const gone = (count: number, budget: number) =>
      timesOf(all.filter((frame) => !withoutSecondViews(all, new Set(), count, budget).includes(frame)));
    expect(gone(1, 100)).toHaveLength(1);
    expect(gone(4, 100).every((time) => time % 4 === 3)).toBe(true);
    expect(gone(4, 100)).toHaveLength(4);
    expect(gone(20, 50)).toHaveLength(2);
    expect(gone(0, 100)).toEqual([]);
    expect(gone(-3, 100)).toEqual([]);
  });

  it("stay where they carry text of their own, and at the end", async () => {
    const all = await frames();
    const told = new Set(all.filter(({ timestamp }) => timestamp % 4 === 3 && ![7, 31].includes(timestamp)));
    const kept = withoutSecondViews(all, told, 8, 1_000);
    expect(timesOf(all.filter((frame) => !kept.includes(frame)))).toEqual([7]);
  });
});
