import { expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { sectionsOf } from "../../src/report/sections.ts";
import type { Summary } from "../../src/summary/summary.ts";
import { longSummary } from "../fixtures/long-summary.ts";
import { summary } from "../fixtures/summary.ts";
import { pageOf } from "./report-of.ts";

const english = catalogueFor("en");

/** As the parts stand where no outline could be written: those that have a title are chapters. */
function withoutOutline(untold: readonly number[]): Summary {
  const made = longSummary({ hours: 1, untold, isHeard: true });
  const chapters = made.parts.flatMap(({ title, start, end }) => (title ? [{ title, start, end }] : []));
  return { ...made, title: "", chapters, warnings: [{ kind: "no-outline" }] };
}

it("has none for a video that was watched in one request", () => {
  expect(sectionsOf(summary(), english)).toEqual([]);
});

it.each([
  ["an outline's chapters", longSummary({ isHeard: true })],
  ["chapters with parts between them that no model has described", withoutOutline([1, 3, 6])],
  ["parts alone", withoutOutline([1, 2, 3, 4, 5, 6])],
])("gives every segment and every line one place, in order: %s", (_, made) => {
  const sections = sectionsOf(made, english);
  expect(sections.map(({ number }) => number)).toEqual(sections.map((_section, i) => i + 1));
  expect(sections.flatMap(({ segments }) => segments)).toEqual([...made.segments.keys()]);
  expect(sections.flatMap(({ cues }) => cues)).toEqual(made.cues);
  for (const { start, end, segments } of sections) {
    for (const position of segments) {
      expect(made.segments[position]?.start).toBeGreaterThanOrEqual(start);
      expect(made.segments[position]?.end).toBeLessThanOrEqual(end);
    }
  }
});

it("says of a part without words that the model has not described it", () => {
  const made = withoutOutline([3]);
  const page = pageOf(made);
  expect(page).toContain('<h2 id="chapter-3-heading" lang="en" dir="auto">Part 3</h2>');
  const chapter = page.slice(page.indexOf('id="chapter-3"'), page.indexOf('id="chapter-4"'));
  expect(chapter).toContain("The model has not described this part.");
  expect(chapter).toContain('<div class="storyboard">');
  expect(page.match(/<div class="segments">/g)).toHaveLength(5);
});

it("says once, above all, that no model has looked at any part, and lists no parts without words", () => {
  const made = withoutOutline([1, 2, 3, 4, 5, 6]);
  const page = pageOf({ ...made, model: null, warnings: [{ kind: "no-model", reason: "missing" }] });
  expect(page.match(/<section class="chapter"/g)).toHaveLength(6);
  expect(page.match(/class="notice"/g)).toHaveLength(1);
  expect(page).not.toContain("The model has not described");
  expect(page).not.toContain("Part by part");
  expect(page).toContain(">Part 6</h2>");
});
