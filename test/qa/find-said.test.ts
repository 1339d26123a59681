import { describe, expect, it } from "vitest";
import { findSaid, linesThatFit, placeToLook } from "../../src/qa/find-said.ts";
import { type Cue, numberCues } from "../../src/sound/transcript.ts";

/** A line each ten seconds. */
const said = (...texts: string[]): Cue[] =>
  numberCues(texts.map((text, i) => ({ start: i * 10, end: i * 10 + 4, text })));
const around = (question: string, cues: readonly Cue[]) => findSaid(question, cues, cues.length * 10)?.window;

const MEETING = said(
  "Welcome to all of you.",
  "She said that everyone said it.",
  "Our budget is twelve million.",
  "Half of it goes to the school.",
  "Now to something else.",
  "Lunch is at noon.",
  "The budget was smaller once.",
  "We meet again on Friday.",
);

describe("what a question is about", () => {
  it("is found where it was said, and not where a line only says that something was said", () => {
    expect(around("What did she say about the school?", MEETING)).toEqual({ start: 28, end: 36 });
    expect(around("Who mentions Friday?", MEETING)).toEqual({ start: 68, end: 76 });
  });

  it("is found where most of it was said", () => {
    const cues = said(
      "The budget.",
      "Nothing.",
      "Nothing.",
      "Nothing.",
      "The budget grows.",
      "How it grows: the budget doubles.",
    );
    expect(around("How does the budget grow, did she say?", cues)).toEqual({ start: 38, end: 56 });
  });

  it("brings the lines around the best ones, and those found elsewhere", () => {
    const lines = findSaid("What is said about the budget?", MEETING, 80)?.lines.map(({ id }) => id);
    expect(lines).toEqual(["c3", "c7"]);
    const close = numberCues(
      MEETING.map(({ id: _, ...cue }) => ({ ...cue, start: cue.start / 5, end: cue.end / 5 })),
    );
    expect(findSaid("Who mentions noon?", close, 16)?.lines.map(({ id }) => id)).toEqual(["c5", "c6", "c7"]);
  });

  it("stays within the video", () => {
    expect(around("Who says welcome?", MEETING)?.start).toBe(0);
    expect(around("Who mentions Friday?", MEETING.with(7, { ...(MEETING[7] as Cue), end: 81 }))?.end).toBe(
      80,
    );
  });

  it("is nowhere where nothing of it was said", () => {
    expect(findSaid("Who mentions penguins?", MEETING, 80)).toBeNull();
    expect(findSaid("What did she say?", MEETING, 80)).toBeNull();
    expect(findSaid("What did she say about the budget?", [], 80)).toBeNull();
  });

  it("is found in German and Chinese", () => {
    const german = said("Guten Tag.", "Das Projektbudget wächst.", "Bis Freitag.");
    expect(around("Was sagt sie über das Budget?", german)).toEqual({ start: 8, end: 16 });
    const chinese = said("大家好。", "明年的预算案增加百分之十。", "星期五见。");
    expect(around("她对预算说了什么？", chinese)).toEqual({ start: 8, end: 16 });
  });
});

it("takes as many lines as there is room for, the best before the others, in order of time", () => {
  const [one, two, three] = said("First words.", "Second words.", "Third words.") as [Cue, Cue, Cue];
  expect(linesThatFit([three], [one, two, three], 1_000)).toEqual([one, two, three]);
  expect(linesThatFit([three], [one, two], 20)).toEqual([three]);
  expect(linesThatFit([three], [one], 0)).toEqual([]);
});

describe("where to look closer", () => {
  const place = (question: string, seen: readonly number[], within?: { start: number; end: number }) =>
    placeToLook({ said: findSaid(question, MEETING, 80), seen }, { duration: 80, ...(within && { within }) });
  const SCHOOL = "What did she say about the school?";

  it("is where the words are said, with or without frames that show it there too", () => {
    expect(place(SCHOOL, [])).toEqual({ start: 28, end: 36 });
    expect(place(SCHOOL, [62, 33])).toEqual({ start: 28, end: 36 });
  });

  it("is around the frame that shows it best where nothing of it is said", () => {
    expect(place("Where are the penguins?", [62, 12])).toEqual({ start: 60, end: 64 });
    expect(place("Where are the penguins?", [79])).toEqual({ start: 77, end: 80 });
    expect(place("Where are the penguins?", [])).toBeUndefined();
  });

  it("is within the part that is asked about", () => {
    expect(place("Where are the penguins?", [62, 12], { start: 0, end: 40 })).toEqual({ start: 10, end: 14 });
    expect(place("Where are the penguins?", [62], { start: 0, end: 40 })).toBeUndefined();
  });

  it("is where a line and a frame agree rather than where a line alone would fit best", () => {
    // The budget is spoken of at 20 s and, as well, at 60 s, where it is on the screen.
    const said = findSaid("What is said about the budget?", MEETING, 80);
    const alone = placeToLook({ said, seen: [] }, { duration: 80 });
    const both = placeToLook({ said, seen: [61] }, { duration: 80 });
    expect(both).toEqual({ start: 58, end: 62 });
    expect(alone).not.toEqual(both);
  });
});
