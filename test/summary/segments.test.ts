import { describe, expect, it } from "vitest";
import type { Part } from "../../src/summary/ask/check.ts";
import { segmentsFromReply } from "../../src/summary/segments.ts";
import { coverageOf, resolveRange } from "../../src/summary/summary.ts";
import type { ScanResult } from "../../src/video/shots/scan-result.ts";
import { NO_SOUND } from "../fixtures/summary.ts";

const scan: ScanResult = {
  range: { start: 0, end: 10 },
  candidates: [],
  cuts: [2.48, 7.92],
  readUntil: 9.96,
  frames: 250,
  faults: 0,
};

const frames = [0, 2, 4, 6, 8, 9.96].map((timestamp) => ({
  timestamp,
  label: timestamp.toFixed(1),
  width: 2,
  height: 2,
  jpeg: Buffer.alloc(0),
}));
const asked = (parts: readonly Part[]) => ({
  title: "",
  overview: "",
  parts,
  frames,
  opening: { system: "", frames, cues: [], question: "" },
  replyText: "",
});
const words = { theme: "t", description: "d", significance: "s", quotes: [] };

describe("segmentsFromReply", () => {
  const parts = [
    { from: 0, to: 1, key: 1, ...words },
    { from: 2, to: 3, key: 2, ...words },
    { from: 4, to: 5, key: 5, ...words },
  ];
  const segments = segmentsFromReply(asked(parts), scan);

  it("meets at the cuts that lie between two parts", () => {
    expect(segments.map(({ start, end }) => [start, end])).toEqual([
      [0, 2.48],
      [2.48, 7.92],
      [7.92, 10],
    ]);
  });

  it("carries the label that was sent and its exact timestamp", () => {
    expect(segments.map(({ label, key }) => [label, key])).toEqual([
      ["2.0", 2],
      ["4.0", 4],
      ["10.0", 9.96],
    ]);
  });

  it("keeps the lines that were said in it, and none of another part", () => {
    const cue = (id: string, start: number) => ({ id, start, end: start + 0.5, text: id });
    const quotes = [cue("c1", 1), cue("c2", 2.3), cue("c3", 5)];
    const [first, second] = segmentsFromReply(asked(parts.map((one) => ({ ...one, quotes }))), scan);
    expect(first?.quotes.map(({ id }) => id)).toEqual(["c1", "c2"]);
    expect(second?.quotes.map(({ id }) => id)).toEqual(["c2", "c3"]);
  });

  it("meets at the later part's first frame where nothing is cut", () => {
    const two = [
      { from: 0, to: 2, key: 0, ...words },
      { from: 3, to: 3, key: 3, ...words },
    ];
    const [, second] = segmentsFromReply(asked(two), scan);
    expect(second).toMatchObject({ start: 6, end: 7.92 });
  });
});

it("counts the gaps to both ends of the range as well", () => {
  expect(coverageOf([1, 2, 5], { start: 0, end: 12 }, NO_SOUND)).toMatchObject({ frames: 3, largestGap: 7 });
  expect(coverageOf([4], { start: 0, end: 5 }, NO_SOUND)).toMatchObject({ largestGap: 4 });
});

describe("resolveRange", () => {
  const info = { duration: 60 } as Parameters<typeof resolveRange>[1];
  it("is the whole video by default, and ends with it", () => {
    expect(resolveRange({}, info)).toEqual({ start: 0, end: 60 });
    expect(resolveRange({ from: 10, to: 90 }, info)).toEqual({ start: 10, end: 60 });
  });
  it("refuses to begin after the end", () => {
    expect(() => resolveRange({ from: 60 }, info)).toThrow(
      expect.objectContaining({ code: "range-outside" }),
    );
  });
});
