import { expect, it } from "vitest";
import { clockRangeIn } from "../../../src/summary/times/clock-times.ts";
import { clockRange, clockStamp, parseStart, withClock } from "../../../src/summary/times/wall-clock.ts";

const HOUR = 3_600;
/** From ten in the evening to six in the morning. */
const NIGHT = { clock: { startsAt: Date.UTC(2026, 10, 29, 22), isUtc: false }, duration: 8 * HOUR };

it.each([
  ["what happened between 2 and 4 in the morning?", 4 * HOUR, 6 * HOUR],
  ["between 2 am and 4 am, who came?", 4 * HOUR, 6 * HOUR],
  ["anything from 02:00 to 04:30?", 4 * HOUR, 6.5 * HOUR],
  ["who came between 11 pm and 1 am?", HOUR, 3 * HOUR],
  ["what happened at 3 o'clock?", 5 * HOUR - 600, 5 * HOUR + 600],
  ["and at midnight?", 2 * HOUR - 600, 2 * HOUR + 600],
  ["what is to be seen at 23:15?", 1.25 * HOUR, 1.25 * HOUR + 60],
  ["are there 2 people at 11 pm?", HOUR - 600, HOUR + 600],
  ["was geschah zwischen 2 und 4 Uhr morgens?", 4 * HOUR, 6 * HOUR],
  ["凌晨2点到4点发生了什么？", 4 * HOUR, 6 * HOUR],
  ["晚上十一点半有人来过吗？", 1.5 * HOUR, 1.5 * HOUR + 60],
])("%s", (question, start, end) => {
  expect(clockRangeIn(question, NIGHT.clock, NIGHT.duration)).toEqual({ start, end });
});

it.each([
  "what is at 4:10?",
  "what happens between 2 and 3 minutes?",
  "how many people are there, 2 or 4?",
  "what happened at 3 pm?",
  "第83秒发生了什么？",
])("takes no time of the recorded day from: %s", (question) => {
  expect(clockRangeIn(question, NIGHT.clock, NIGHT.duration)).toBeNull();
});

it("takes no time of day where the clock is not known", () => {
  expect(clockRangeIn("between 2 and 4 in the morning", undefined, NIGHT.duration)).toBeNull();
});

it("takes 22:15 for a time of the video where the video is long enough to have it", () => {
  const shortly = { startsAt: Date.UTC(2026, 10, 29, 22), isUtc: false };
  expect(clockRangeIn("what is at 22:15?", shortly, 1_500)).toBeNull();
  expect(clockRangeIn("what is at 22:15?", shortly, 1_200)).toEqual({ start: 900, end: 960 });
});

it.each([
  ["2026-11-29T22:00", Date.UTC(2026, 10, 29, 22)],
  ["2026-11-29 22:00:05", Date.UTC(2026, 10, 29, 22, 0, 5)],
  ["2026-11-29T22:00+01:00", Date.UTC(2026, 10, 29, 22)],
  ["2026-02-30T22:00", null],
  ["2026-11-29T25:00", null],
  ["tonight", null],
  ["22:00", null],
])("begins at %s", (typed, time) => {
  expect(parseStart(typed)).toBe(time);
});

it("shows the time of day beside the video's own, over midnight too", () => {
  const { clock } = NIGHT;
  expect(withClock("2:00:00", { start: 2 * HOUR - 1, end: 2 * HOUR + 5 }, clock)).toBe(
    "2:00:00 (23:59:59 – 00:00:05)",
  );
  expect(withClock("0:40", { start: 40, end: 48 }, undefined)).toBe("0:40");
  expect(clockStamp(clock, 2 * HOUR)).toBe("2026-11-30T00:00:00");
  expect(clockRange({ ...clock, isUtc: true }, { start: 1, end: 1.5 })).toBe("22:00:01 UTC");
});
