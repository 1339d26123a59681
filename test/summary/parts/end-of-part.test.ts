import { expect, it } from "vitest";
import { endOfPart } from "../../../src/summary/parts/end-of-part.ts";
import { nextWindow, partLengths } from "../../../src/summary/parts/part-lengths.ts";
import type { Candidate, ScanResult } from "../../../src/video/shots/scan-result.ts";

/** Of an hour: an equal part ends at 600, and a part may end from 540 to 660. */
const window = nextWindow(0, { start: 0, end: 3_600 }, partLengths());

function scanOf(cuts: readonly number[], settled: readonly number[] = []): ScanResult {
  const candidates = settled.map((timestamp) => ({ timestamp, novelty: "settled" }) as Candidate);
  return { range: window.range, candidates, cuts, readUntil: 660, frames: 1, faults: 0 };
}

const cue = (start: number, end: number) => ({ id: `c${start}`, start, end, text: "What is said." });
const nothing = { cues: [], chapters: [] };

it("ends where an equal part would when nothing ends near it", () => {
  expect(endOfPart(window, { ...nothing, scan: scanOf([100, 700]) })).toBe(600);
});

it("ends at the cut that is nearest to that", () => {
  expect(endOfPart(window, { ...nothing, scan: scanOf([545, 590, 640]) })).toBe(590);
});

it("ends at a cut that no one speaks over, though another is nearer", () => {
  const cues = [cue(585, 595), cue(641, 650)];
  expect(endOfPart(window, { scan: scanOf([590, 640]), cues, chapters: [] })).toBe(640);
});

it("ends where a chapter begins, whatever else is there", () => {
  const chapters = [{ start: 548, end: 900, title: "Questions" }];
  expect(endOfPart(window, { scan: scanOf([600]), cues: [], chapters })).toBe(548);
});

it("ends where the next slide appears when there is no cut", () => {
  expect(endOfPart(window, { ...nothing, scan: scanOf([], [560, 620]) })).toBe(620);
});

it("ends in the middle of a pause when the picture stands still", () => {
  const cues = [cue(500, 571), cue(573, 610), cue(610.2, 700)];
  expect(endOfPart(window, { scan: scanOf([]), cues, chapters: [] })).toBe(572);
});

it("ends with the range when it is the last one", () => {
  const last = nextWindow(3_000, { start: 0, end: 3_600 }, partLengths());
  expect(endOfPart(last, { ...nothing, scan: scanOf([3_500]) })).toBe(3_600);
});
