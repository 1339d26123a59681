import { describe, expect, it } from "vitest";
import type { FindingFacts } from "../../../src/summary/kinds/finding.ts";
import { checkMinutes, meeting } from "../../../src/summary/kinds/meeting.ts";
import { materialOf } from "./material.ts";

const SAID = [
  "Let's talk about the budget.",
  "We agreed on ten percent more.",
  "Ana, can you write it down?",
  "Yes, until Friday at three.",
  "Who pays for it?",
];

function minutes(lists: Record<string, unknown>, material = materialOf({ said: SAID })) {
  const reply = { topics: [], decisions: [], tasks: [], questions: [], ...lists };
  return checkMinutes(JSON.stringify(reply), material);
}

function found(...given: Parameters<typeof minutes>): FindingFacts[] {
  const checked = minutes(...given);
  if (!checked.ok) throw new Error(checked.problems.join(" "));
  return checked.value;
}

const task = (more: Record<string, unknown>) => ({
  tasks: [{ evidence: ["c4"], text: "Write the budget down.", who: "", by: "", ...more }],
});

describe("minutes", () => {
  it("carry the lines that they rest on, in order of time", () => {
    const list = found({
      decisions: [{ evidence: ["c2"], text: "The budget grows." }],
      topics: [{ evidence: ["c1"], text: "Budget" }],
      questions: [{ evidence: ["c5"], text: "Who pays is open." }],
    });
    expect(list.map(({ type, start, cues }) => [type, start, cues.map(({ text }) => text)])).toEqual([
      ["topic", 1, [SAID[0]]],
      ["decision", 11, [SAID[1]]],
      ["open-question", 41, [SAID[4]]],
    ]);
  });

  it("have nothing that rests on no line and no frame", () => {
    const list = found({
      decisions: [
        { evidence: ["c2"], text: "The budget grows." },
        { evidence: [], text: "Everyone gets a car." },
        { evidence: ["c99", "77.7"], text: "The office moves." },
        { text: "The office closes." },
      ],
    });
    expect(list.map(({ text }) => text)).toEqual(["The budget grows."]);
  });

  it("are asked for again where nothing in them rests on anything", () => {
    expect(minutes({ decisions: [{ evidence: ["c99"], text: "The office moves." }] })).toEqual({
      ok: false,
      problems: ["No item names a line or a frame that was given."],
    });
    expect(minutes({})).toEqual({ ok: true, value: [] });
    expect(checkMinutes("The budget grows.", materialOf({})).ok).toBe(false);
  });

  it("take evidence as servers without schemas write it", () => {
    for (const evidence of ["c2", ["[c2]"], "[c2]", ["c2", "c2"]]) {
      expect(found({ decisions: [{ evidence, text: "It grows." }] })[0]?.cues).toHaveLength(1);
    }
    for (const evidence of ["10.0", ["<10.0 seconds>"], ["10.0"]]) {
      const [decision] = found({ decisions: [{ evidence, text: "It grows." }] });
      expect(decision).toMatchObject({ label: "10.0", start: 10, cues: [] });
    }
  });

  it.each([
    ["said in the line before", "Ana", "Ana"],
    ["in another case", "ANA", "ANA"],
    ["never said", "Bea", undefined],
    ["part of a word", "An", undefined],
    ["no name", "you", undefined],
    ["empty", " ", undefined],
  ])("name a person as %s: %j", (_, who, kept) => {
    expect(found(task({ who }))[0]?.who).toBe(kept);
  });

  it.each([
    ["Friday at three", "Friday at three"],
    ["Monday", undefined],
  ])("are due as was said: %j", (by, kept) => {
    const [one] = found(task({ by }));
    expect(one).toMatchObject({ type: "task", text: "Write the budget down." });
    expect(one?.due).toBe(kept);
  });

  it("take a name from who speaks, and from what is written on the screen beside it", () => {
    const said = ["I will send it."];
    const evidence = ["c1"];
    const speaking = materialOf({ said, speakers: ["Bea"] });
    expect(found(task({ evidence, who: "Bea" }), speaking)[0]?.who).toBe("Bea");
    const written = materialOf({ said, described: "A board says “To do: Bea, Friday”." });
    expect(found(task({ evidence, who: "Bea", by: "Friday" }), written)[0]).toMatchObject({
      ...{ who: "Bea", due: "Friday" },
    });
    const described = materialOf({ said, described: "A woman named Bea stands there." });
    expect(found(task({ evidence, who: "Bea" }), described)[0]?.who).toBeUndefined();
  });

  it("find a Chinese name within what was said", () => {
    const material = materialOf({ said: ["请王芳周五之前把预算发给大家。"] });
    const [one] = found(task({ evidence: ["c1"], who: "王芳", by: "周五" }), material);
    expect(one).toMatchObject({ who: "王芳", due: "周五" });
  });

  it("say no time that was not sent: the words themselves stand for such a sentence", () => {
    expect(found(task({ text: "At 47:11 she has to write it down." }))[0]?.text).toBe(SAID[3]);
  });

  it("have each thing once, and a topic until the next one", () => {
    const list = found({
      topics: [
        { evidence: ["c4"], text: "Dates" },
        { evidence: ["c1"], text: "Budget" },
      ],
      decisions: [
        { evidence: ["c2"], text: "The budget grows." },
        { evidence: ["c3"], text: "The budget grows" },
      ],
    });
    expect(list.map(({ type, start, end }) => [type, start, end])).toEqual([
      ["topic", 1, 31],
      ["decision", 11, 13],
      ["topic", 31, 60],
    ]);
  });
});

describe("minutes of a long video's parts", () => {
  const at = (start: number, more: Partial<FindingFacts>): FindingFacts => ({
    ...{ type: "topic", text: "Budget", cues: [], label: null, start, end: start + 10, ...more },
  });

  it("have a topic that goes on over the border once, and a decision that is said again", () => {
    const joined = meeting.join([
      at(0, { end: 600 }),
      at(30, { type: "task", text: "Call Ana." }),
      at(600, { end: 700 }),
      at(700, { text: "Dates" }),
      at(800, { type: "task", text: "Call Ana", who: "Bea" }),
      at(900, {}),
    ]);
    expect(joined.map(({ type, text, who, start, end }) => [type, text, who, start, end])).toEqual([
      ["topic", "Budget", undefined, 0, 700],
      ["task", "Call Ana.", "Bea", 30, 40],
      ["topic", "Dates", undefined, 700, 710],
      ["topic", "Budget", undefined, 900, 910],
    ]);
  });
});
