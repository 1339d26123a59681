import { describe, expect, it } from "vitest";
import { unitVector, type Vector } from "../../../src/util/vectors.ts";
import { candidatesForMeaning, chooseByMeaning } from "../../../src/video/sample/clip.ts";
import { medoidsOf } from "../../../src/video/sample/medoids.ts";
import { mixed } from "../../../src/video/sample/mixed.ts";
import type { ScanResult } from "../../../src/video/shots/scan-result.ts";
import type { Colour } from "../../fixtures/paint.ts";
import { analysed, framesOf, hold, timesOf } from "../../support/painted-scan.ts";

const towards = (...values: number[]): Vector => unitVector(values) ?? new Float32Array();

describe("k-medoids", () => {
  const clusters = [
    towards(1, 0, 0),
    towards(1, 0.1, 0),
    towards(1, 0.2, 0),
    towards(0, 1, 0),
    towards(0.1, 1, 0.1),
    towards(0.1, 1, 0),
    towards(0, 0, 1),
  ];

  it("takes one of each meaning, the middle one of several", () => {
    expect(medoidsOf(clusters).choose(3)).toEqual([1, 5, 6]);
  });

  it("keeps what is fixed, and takes no more than there are meanings", () => {
    expect(medoidsOf(clusters).choose(3, [2])).toEqual([2, 5, 6]);
    expect(medoidsOf([towards(1, 0), towards(1, 0), towards(1, 0)]).choose(3)).toHaveLength(1);
    expect(medoidsOf([]).choose(3)).toEqual([]);
  });
});

/** The same scenes over and over, and for two seconds another one. */
const SHOTS: readonly Colour[] = ["red", "blue", "red", "blue", "red", "green", "blue", "red", "blue", "red"];
const scan = await analysed(
  framesOf(
    SHOTS.flatMap((colour) => hold({ colour }, colour === "green" ? 20 : 40)),
    10,
  ),
);
const DIRECTIONS: Partial<Record<Colour, Vector>> = {
  red: towards(1, 0, 0),
  blue: towards(0, 1, 0),
  green: towards(0, 0, 1),
};
const GREEN = { start: 20, end: 22 };

function colourAt(time: number): Colour {
  let end = 0;
  for (const colour of SHOTS) {
    end += colour === "green" ? 2 : 4;
    if (time < end - 0.01) return colour;
  }
  return SHOTS.at(-1) ?? "black";
}

function chosen(budget: number, of: ScanResult = scan) {
  const understood = candidatesForMeaning(of, budget).map((candidate) => ({
    candidate,
    vector: DIRECTIONS[colourAt(candidate.timestamp)] ?? towards(1, 1, 1),
  }));
  return timesOf(chooseByMeaning(understood, of, budget));
}

describe("frames that differ in meaning", () => {
  it("show each scene within a budget that holds one frame of each", () => {
    const times = chosen(3);
    expect(times.length).toBeLessThanOrEqual(3);
    expect(new Set(times.map(colourAt))).toEqual(new Set(["red", "blue", "green"]));
    expect(new Set(timesOf(mixed.choose(scan, 3)).map(colourAt)).size).toBe(2);
  });

  it("are the same each time, in order, within the budget, and the last moment is one of them", () => {
    for (const budget of [2, 5, 8, 16]) {
      const times = chosen(budget);
      expect(times).toEqual(chosen(budget));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.length).toBeLessThanOrEqual(budget);
      expect(times.at(-1)).toBe(scan.candidates.at(-1)?.timestamp);
    }
  });

  it("leave no gap that is wider than the default leaves one, though nothing new is seen in it", async () => {
    const still = await analysed(framesOf(hold({ colour: "red" }, 1_200), 10));
    const budget = 12;
    const floor = still.range.end / (budget / 4);
    const stops = [0, ...chosen(budget, still)];
    expect(stops.length).toBeGreaterThan(2);
    for (const [i, stop] of stops.entries())
      expect(stop - (stops[i - 1] ?? 0)).toBeLessThanOrEqual(floor + 0.5);
  });

  it("has the brief scene among its candidates", () => {
    const times = timesOf(candidatesForMeaning(scan, 3));
    expect(times.some((time) => time >= GREEN.start && time < GREEN.end)).toBe(true);
  });
});
