import { describe, expect, it } from "vitest";
import { createRandom } from "../../bench/clips/random.ts";
import { type EvalCase, evalCase } from "../../eval/case.ts";
import { grade } from "../../eval/grade/grade.ts";
import { has, meets } from "../../eval/grade/words.ts";
import type { Outcome } from "../../eval/outcome.ts";
import { compare } from "../../eval/statistics/compare.ts";
import { computeFigures, gradeAll } from "../../eval/statistics/compute-figures.ts";

type Segment = NonNullable<Outcome["summary"]>["segments"][number];

const TRUTH: EvalCase = evalCase.parse({
  id: "park",
  video: "park.mp4",
  source: "Painted.",
  events: [
    { id: "dog", start: 0, end: 10, words: [["dog", "puppy"], ["ball"]] },
    { id: "rain", start: 20, end: 30, words: [["rain"]] },
  ],
  spoken: [{ start: 2, end: 5, text: "Fetch the ball, Rex." }],
  silent: [{ start: 12, end: 18 }],
  absent: ["elephant"],
  questions: [
    { text: "Who fetches?", answer: [["dog"]], at: { start: 0, end: 10 } },
    { text: "What is the dog's age?", answer: null },
  ],
});

function segment(start: number, end: number, changes: Partial<Segment> = {}): Segment {
  const middle = (start + end) / 2;
  return {
    ...{ start, end, theme: "", description: "", significance: "", quotes: [] },
    ...{ key: middle, still: middle },
    ...changes,
  };
}

const RIGHT: Outcome = {
  case: "park",
  variant: { model: "m", server: "s", prompt: "p", promptVersion: "1", sampler: "mixed", budget: null },
  at: "2026-11-29T12:00:00Z",
  seconds: 30,
  frames: [5, 15, 25],
  summary: {
    title: "A park",
    overview: "A dog plays until it rains.",
    segments: [
      segment(0, 12, {
        description: "Two dogs fetch balls.",
        quotes: [{ start: 2, end: 5, text: "Fetch the ball, Rex" }],
      }),
      segment(20, 30, { description: "It is raining." }),
    ],
    cues: [{ start: 2, end: 5, text: "Fetch the ball, Rex." }],
    language: "en",
  },
  answers: [
    { question: "Who fetches?", text: "The dog does.", moments: [5], quotes: [] },
    { question: "What is the dog's age?", text: "", moments: [], quotes: [] },
  ],
  ...{
    requests: 3,
    repairs: 0,
    tokens: { prompt: 300, cached: 100, output: 30 },
    ms: { all: 3000, model: 2000 },
  },
};

function graded(changes: Partial<NonNullable<Outcome["summary"]>>, rest: Partial<Outcome> = {}) {
  const summary = RIGHT.summary && { ...RIGHT.summary, ...changes };
  return grade(TRUTH, { ...RIGHT, summary, ...rest });
}

const rateOf = ({ hits, of }: { hits: number; of: number }) => hits / of;

describe("a summary held against the truth", () => {
  it("that tells everything at its time has every figure right", () => {
    const all = graded({});
    expect(rateOf(all.eventsFound)).toBe(1);
    expect(rateOf(all.eventsInvented)).toBe(0);
    expect(all.timeErrorMedian.values).toEqual([0, 0]);
    expect(rateOf(all.rightStill)).toBe(1);
    expect(rateOf(all.quoteFidelity)).toBe(1);
    expect(rateOf(all.wordsInSilence)).toBe(0);
    expect(rateOf(all.answeredRight)).toBe(1);
    expect(rateOf(all.refusedRight)).toBe(1);
    expect(rateOf(all.tokensAMinute)).toBe(660);
    expect(rateOf(all.secondsAMinute)).toBe(6);
  });

  it("loses what it does not tell", () => {
    const silent = graded({ segments: [segment(0, 30, { description: "Something happens." })] });
    expect(rateOf(silent.eventsFound)).toBe(0);
    expect(rateOf(silent.eventsInvented)).toBe(0);
  });

  it("has invented what is not in the video, and what happens at another time", () => {
    const elephant = segment(0, 10, { description: "An elephant walks by." });
    const early = segment(0, 10, { description: "Heavy rain falls." });
    expect(rateOf(graded({ segments: [elephant, early] }).eventsInvented)).toBe(1);
  });

  it("is late by the seconds between its frame and the event", () => {
    const late = segment(8, 20, { description: "A dog with a ball.", key: 13, still: 13 });
    const all = graded({ segments: [late] });
    expect(all.timeErrorMost.values).toEqual([3]);
    expect(rateOf(all.rightStill)).toBe(0);
  });

  it("that tells an event seconds too late has found none, and is late", () => {
    const late = segment(11, 13, { description: "A dog with a ball.", key: 13, still: 13 });
    const all = graded({ segments: [late] });
    expect(rateOf(all.eventsFound)).toBe(0);
    expect(rateOf(all.eventsInvented)).toBe(1);
    expect(all.timeErrorMost.values).toEqual([3]);
  });

  it("that tells an event a quarter of a minute too late has not told it", () => {
    const late = segment(25, 30, { description: "A dog with a ball.", key: 26 });
    expect(graded({ segments: [late] }).timeErrorMost.values).toEqual([]);
  });

  it("has made up a quote that was not said, or not then", () => {
    const quotes = [
      { start: 2, end: 5, text: "Bring me the newspaper" },
      { start: 22, end: 25, text: "Fetch the ball, Rex." },
    ];
    expect(rateOf(graded({ segments: [segment(0, 30, { quotes })] }).quoteFidelity)).toBe(0);
  });

  it("has read what is written where four of five words stand in it, at their time", () => {
    const written = [{ start: 0, end: 5, text: "No dogs after eight o'clock" }];
    const sign = segment(0, 12, { description: "A sign says: no dogs after eight." });
    const later = segment(20, 30, { description: sign.description });
    const read = (segments: Segment[]) =>
      grade({ ...TRUTH, written }, { ...RIGHT, summary: RIGHT.summary && { ...RIGHT.summary, segments } });
    expect(rateOf(read([sign]).writtenRead)).toBe(1);
    expect(rateOf(read([later]).writtenRead)).toBe(0);
  });

  it("has heard words where no one speaks, counted a minute", () => {
    const cues = [{ start: 13, end: 17, text: "Thank you for watching." }];
    expect(rateOf(graded({ cues }).wordsInSilence)).toBeCloseTo(40);
  });

  it("repeats itself by runs of four words", () => {
    const same = segment(0, 10, { description: "The picture shows a green park." });
    expect(rateOf(graded({ segments: [same, same, same], overview: "" }).repetition)).toBeCloseTo(2 / 3);
  });

  it("is in the wrong language where its letters are of another script", () => {
    expect(rateOf(graded({ title: "公园", overview: "下雨了。", language: "zh-Hans" }).rightLanguage)).toBe(
      0.5,
    );
  });

  it("did not hold at first where a repair was asked for", () => {
    const { heldAtFirst } = graded({}, { requests: 4, repairs: 1 });
    expect(rateOf(heldAtFirst)).toBeCloseTo(2 / 3);
  });

  it("was made of the shots of which frames were sent", () => {
    const cuts = { ...TRUTH, cuts: [10, 14, 20] };
    expect(rateOf(grade(cuts, RIGHT).shotsShown)).toBe(3 / 4);
    expect(grade(TRUTH, RIGHT).shotsShown.of).toBe(0);
  });

  it("has used an unknown number of tokens where the server does not count", () => {
    expect(graded({}, { tokens: { prompt: 0, cached: null, output: 0 } }).tokensAMinute.of).toBe(0);
  });

  it("answers wrongly at the wrong moment, and a failure is no refusal", () => {
    const answers = [
      { question: "Who fetches?", text: "The dog does.", moments: [25], quotes: [] },
      { question: "What is the dog's age?", text: "", moments: [], quotes: [], failure: "model-timeout" },
    ];
    const all = graded({}, { answers });
    expect(rateOf(all.answeredRight)).toBe(0);
    expect(rateOf(all.refusedRight)).toBe(0);
  });
});

it("finds words by their forms, in a row, and in scripts without blanks", () => {
  expect(has("Two puppies run", "pupp")).toBe(true);
  expect(has("The art of war", "arts")).toBe(false);
  expect(has("A Red car stops", "red car")).toBe(true);
  expect(has("一只狗在跑", "狗")).toBe(true);
  expect(meets("A puppy with a ball", [["dog", "puppy"], ["ball"]])).toBe(true);
});

describe("two variants over the same cases", () => {
  const cases = Array.from({ length: 12 }, (_, i) => ({ ...TRUTH, id: `park-${i}` }));
  const outcomes = (summaryOf: (i: number) => Outcome["summary"]) =>
    cases.map(({ id }, i): Outcome => ({ ...RIGHT, case: id, summary: summaryOf(i) }));
  const right = gradeAll(
    cases,
    outcomes(() => RIGHT.summary),
  );
  const blind = gradeAll(
    cases,
    outcomes(() => RIGHT.summary && { ...RIGHT.summary, segments: [segment(0, 30)] }),
  );
  const verdict = (list: ReturnType<typeof compare>, figure: string) =>
    list.find((one) => one.figure === figure)?.verdict;

  it("are told apart where they differ, and only there", () => {
    expect(verdict(compare(blind, right), "eventsFound")).toBe("better");
    expect(verdict(compare(right, blind), "eventsFound")).toBe("worse");
    expect(verdict(compare(right, blind), "refusedRight")).toBe("cannot tell");
  });

  it.each([
    [3, "cannot tell"],
    [5, "cannot tell"],
    [6, "better"],
  ])("by %i cases that all say the same: %s", (count, expected) => {
    const few = (graded: typeof right) => new Map([...graded].slice(0, count));
    expect(verdict(compare(few(blind), few(right)), "eventsFound")).toBe(expected);
  });

  it("that differ by chance alone are told apart in few of many comparisons", () => {
    const random = createRandom(1);
    const any = () =>
      gradeAll(
        cases,
        outcomes(() => (random() < 0.5 ? RIGHT.summary : null)),
      );
    const verdicts = Array.from({ length: 60 }, () => verdict(compare(any(), any()), "usable"));
    expect(verdicts.filter((one) => one !== "cannot tell").length).toBeLessThan(7);
  });

  it("have figures with an interval around their value, the same each time", () => {
    const mixed = gradeAll(
      cases,
      outcomes((i) => (i % 3 === 0 ? RIGHT.summary : null)),
    );
    const { usable, eventsFound } = computeFigures(mixed);
    expect(usable).toMatchObject({ value: 1 / 3, cases: 12, counted: 12 });
    expect(usable?.low).toBeLessThan(1 / 3);
    expect(usable?.high).toBeGreaterThan(1 / 3);
    expect(eventsFound?.counted).toBe(24);
    expect(computeFigures(mixed)).toEqual(computeFigures(mixed));
  });
});
