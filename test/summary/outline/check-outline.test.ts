import { expect, it } from "vitest";
import { checkOutline } from "../../../src/summary/outline/check-outline.ts";
import { outlineOfParts } from "../../../src/summary/outline/outline.ts";
import { summary } from "../../fixtures/summary.ts";

/** Two parts of three segments each: s1 to s6. */
const one = summary();
const later = 180;
const two = summary({
  title: "The feast",
  coverage: { ...one.coverage, start: later, end: 2 * later },
  segments: one.segments.map((segment) => ({
    ...segment,
    start: segment.start + later,
    end: segment.end + later,
  })),
});
const parts = [one, two];

const reply = (changes: object = {}) =>
  JSON.stringify({
    title: "A rabbit’s day",
    overview: "A rabbit wakes up, and later the animals eat.",
    chapters: [
      { title: "Morning", first: "s1" },
      { title: "Feast", first: "s5" },
    ],
    show: ["s2", "s6"],
    ...changes,
  });

const WHOLE = [{ title: "All of it", first: "s1" }];

const problems = (changes: object) => {
  const checked = checkOutline(reply(changes), parts);
  return checked.ok ? [] : checked.problems;
};

it("makes chapters that cover the video, each beginning with a segment", () => {
  const checked = checkOutline(reply(), parts);
  expect(checked).toMatchObject({
    ok: true,
    value: {
      title: "A rabbit’s day",
      chapters: [
        { title: "Morning", start: 0, end: 222 },
        { title: "Feast", start: 222, end: 360 },
      ],
      shown: [1, 5],
    },
  });
});

it("puts chapters in order, begins with the first segment, and shows one segment of each at least", () => {
  const chapters = [
    { title: "Feast", first: "s5" },
    { title: "Waking", first: "s2" },
    { title: "Waking again", first: "s2" },
  ];
  const checked = checkOutline(reply({ chapters, show: ["s1"] }), parts);
  expect(checked).toMatchObject({
    ok: true,
    value: {
      chapters: [
        { title: "Waking", start: 0, end: 222 },
        { title: "Feast", start: 222, end: 360 },
      ],
      shown: [0, 4],
    },
  });
});

it.each([
  ["a segment that was not given", { chapters: [{ title: "Feast", first: "s7" }] }],
  ["an overview that is nothing but a time", { overview: "At 1:20 it rains." }],
  ["a number that no part names", { overview: "The rabbit eats 250 carrots." }],
])("does not take %s", (_, changes) => {
  expect(problems(changes)).toHaveLength(1);
});

it("leaves out ids of segments to show that were not given", () => {
  const checked = checkOutline(reply({ show: ["s99", "s2", "s6"] }), parts);
  expect(checked).toMatchObject({ ok: true, value: { shown: [1, 5] } });
});

it("shows segments of every part, also where the model names only the first ones", () => {
  const many = Array.from({ length: 9 }, () => one);
  const ids = (count: number) => Array.from({ length: count }, (_, i) => `s${i + 1}`);
  const checked = checkOutline(reply({ chapters: WHOLE, show: [...ids(24), ...ids(24)] }), many);
  if (!checked.ok) return expect.unreachable();
  const { shown } = checked.value;
  expect(shown).toHaveLength(24);
  const byPart = Array.from(
    { length: 9 },
    (_, part) => shown.filter((at) => Math.floor(at / 3) === part).length,
  );
  expect(Math.min(...byPart)).toBeGreaterThanOrEqual(1);
  expect(shown.at(-1)).toBeGreaterThanOrEqual(24);
});

it("shows parts at even distances where there are more than segments to show", () => {
  const many = Array.from({ length: 72 }, () => one);
  const checked = checkOutline(reply({ chapters: WHOLE, show: ["s1"] }), many);
  if (!checked.ok) return expect.unreachable();
  expect(checked.value.shown.length).toBeLessThanOrEqual(24);
  expect(checked.value.shown.at(-1)).toBeGreaterThan(200);
});

it("puts the parts in order under their own titles where no model writes more", () => {
  const many = Array.from({ length: 30 }, () => one);
  const outline = outlineOfParts(many);
  expect(outline.chapters).toHaveLength(30);
  expect(outline.shown).toHaveLength(24);
  expect(outline.shown.at(0)).toBe(0);
  expect(outline.shown.at(-1)).toBeGreaterThan(80);
});

it("does not take chapters that leave most of a long video to one of them", () => {
  const many = Array.from({ length: 5 }, () => one);
  const chapters = ["s1", "s2", "s3"].map((first) => ({ title: "A meal", first }));
  expect(checkOutline(reply({ chapters, show: [] }), many)).toEqual({
    ok: false,
    problems: ["One chapter holds most of the video. Divide it."],
  });
  const even = ["s1", "s6", "s11"].map((first) => ({ title: "A meal", first }));
  expect(checkOutline(reply({ chapters: even, show: [] }), many).ok).toBe(true);
});
