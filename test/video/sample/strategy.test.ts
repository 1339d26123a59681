import { describe, expect, it } from "vitest";
import { frameBudget, sampleFps } from "../../../src/video/sample/strategy.ts";

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
