import { expect, it } from "vitest";
import { labelFrames } from "../../src/summary/ask/prompt.ts";

const at = (...timestamps: number[]) =>
  timestamps.map((timestamp) => ({ timestamp, width: 2, height: 2, jpeg: Buffer.alloc(0) }));

it("writes times with one decimal, as the model was trained to read them", () => {
  expect(labelFrames(at(0, 12.5, 61.04)).map(({ label }) => label)).toEqual(["0.0", "12.5", "61.0"]);
});

it("takes as many decimals as make every label unique", () => {
  expect(labelFrames(at(1.06, 1.08)).map(({ label }) => label)).toEqual(["1.06", "1.08"]);
});

it("never writes a negative time", () => {
  expect(labelFrames(at(-0.04, 0.5)).map(({ label }) => label)).toEqual(["0.0", "0.5"]);
});
