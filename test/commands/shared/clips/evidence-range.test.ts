import { expect, it } from "vitest";
import { evidenceRange } from "../../../../commands/shared/clips/evidence-range.ts";

const place = {
  segments: [
    { start: 0, end: 40 },
    { start: 40, end: 240 },
  ],
  duration: 240,
};
const frame = (timestamp: number) => ({
  timestamp,
  width: 2,
  height: 2,
  jpeg: Buffer.alloc(0),
  label: "1.0",
});
const cue = (start: number, end: number) => ({ id: "c1", start, end, text: "x" });
const seen = (...times: number[]) => ({ moments: times.map(frame), quotes: [], about: "no" as const });
const said = (...cues: ReturnType<typeof cue>[]) => ({ moments: [], quotes: cues, about: "surely" as const });

it.each([
  ["the segment in which a moment lies", seen(12), { start: 0, end: 40 }],
  ["a stretch around the moments in a long one", seen(100, 110), { start: 95, end: 130 }],
  ["no more than that segment", seen(235), { start: 230, end: 240 }],
  ["nothing of a moment in another segment", seen(38, 200), { start: 0, end: 40 }],
  [
    "what was said, from the first word to the last",
    said(cue(50, 53), cue(60, 64)),
    { start: 49.5, end: 64.5 },
  ],
  ["what was said first, of two places", said(cue(0.2, 3), cue(200, 204)), { start: 0, end: 3.5 }],
  ["nothing, where an answer rests on nothing", seen(), null],
])("takes %s", (_, answer, range) => {
  expect(evidenceRange(answer, place)).toEqual(range);
});
