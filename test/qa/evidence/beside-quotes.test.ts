import { expect, it } from "vitest";
import { besideQuotes } from "../../../src/qa/evidence/beside-quotes.ts";

const frame = (timestamp: number, width = 512) => ({
  ...{ label: String(timestamp), timestamp, width, height: 288 },
  jpeg: Buffer.from("picture"),
});
const FRAMES = [0, 10, 20, 30, 60].map((at) => frame(at));
const quote = (start: number) => ({ id: `c${start}`, start, end: start + 2, text: "Words." });
const times = (moments: readonly { readonly timestamp: number }[]) =>
  moments.map(({ timestamp }) => timestamp);

it("adds the frame beside a quote that no cited one shows, oldest first", () => {
  expect(times(besideQuotes([frame(60)], [quote(18), quote(31)], FRAMES))).toEqual([20, 30, 60]);
});

it("adds nothing to a cited frame beside the quote, and none for two quotes of one moment", () => {
  expect(times(besideQuotes([frame(20)], [quote(18)], FRAMES))).toEqual([20]);
  expect(times(besideQuotes([frame(0)], [quote(28), quote(31)], FRAMES))).toEqual([0, 30]);
});

it("adds none from elsewhere: it would not show the words", () => {
  expect(times(besideQuotes([frame(0)], [quote(45)], FRAMES))).toEqual([0]);
});

it("takes the larger of a frame that was sent twice", () => {
  const [, added] = besideQuotes([frame(0)], [quote(18)], [...FRAMES, frame(20, 1920)]);
  expect(added?.width).toBe(1920);
});
