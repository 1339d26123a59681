import { expect, it } from "vitest";
import { joinFindings } from "../../../src/summary/kinds/find-of-kind.ts";
import type { Finding } from "../../../src/summary/kinds/finding.ts";
import { still } from "../../fixtures/summary.ts";

const KIND = { name: "lecture" } as const;

function cue(start: number) {
  return { id: `c${start}`, start, end: start + 2, text: `Line ${start}.` };
}

function slide(start: number, end: number, text: string, read: string): Finding {
  const picture = still(end - 1, { name: "slide-01.jpg" });
  return { type: "slide", start, end, text, read, cues: [cue(start)], label: `${start}.0`, still: picture };
}

const term = (start: number, text: string): Finding => ({
  ...{ type: "term", start, end: start + 2, text, cues: [cue(start)], label: null },
});

const joined = (...parts: readonly (readonly Finding[])[]) =>
  joinFindings(parts.map((findings) => ({ kind: KIND, findings }))).findings ?? [];

it("a slide that stands over the end of a part is one, as it was when most was written on it", () => {
  const found = joined(
    [slide(580, 600, "Results", "one two")],
    [slide(600, 640, "Results", "one two three"), slide(640, 700, "Limits", "none")],
  );
  expect(found.map(({ text, start, end, read }) => [text, start, end, read])).toEqual([
    ["Results", 580, 640, "one two three"],
    ["Limits", 640, 700, "none"],
  ]);
  expect(found[0]?.still?.timestamp).toBe(639);
  expect(found[0]?.cues.map(({ start }) => start)).toEqual([580, 600]);
});

it("slides with one title and other words are several, and one that comes again in another part is not", () => {
  const found = joined(
    [slide(0, 60, "Example", "apples and pears"), slide(60, 90, "Example", "lines of code")],
    [slide(700, 760, "example:", "Apples and pears")],
  );
  expect(found.map(({ start, end }) => [start, end])).toEqual([
    [0, 60],
    [60, 90],
  ]);
});

it("the stills of all parts have names of their own", () => {
  const found = joined([slide(0, 60, "One", "a")], [term(605, "Entropy: ways"), slide(610, 660, "Two", "b")]);
  expect(found.flatMap(({ still: one }) => one?.name ?? [])).toEqual([
    "slide-01_00m59s.jpg",
    "slide-02_10m59s.jpg",
  ]);
});

it("a term stands where it is explained first", () => {
  const found = joined(
    [term(5, "Entropy: ways")],
    [term(700, "entropy: how many ways"), term(705, "Heat: work")],
  );
  expect(found.map(({ text }) => text)).toEqual(["Entropy: ways", "Heat: work"]);
});
