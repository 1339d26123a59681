import { describe, expect, it } from "vitest";
import { checkReply } from "../../../src/summary/prompts/structured.ts";

const FRAMES = [0, 1, 2, 3, 4, 5].map((timestamp) => ({
  timestamp,
  label: timestamp.toFixed(1),
  width: 2,
  height: 2,
  jpeg: Buffer.alloc(0),
}));

const CUES = [
  { id: "c1", start: 0, end: 1, text: "Hello." },
  { id: "c2", start: 3, end: 4, text: "The budget is fixed." },
  { id: "c3", start: 4, end: 5, text: "Bye." },
];

const part = (start: string, end: string, key: string, more: object = {}) => ({
  start,
  end,
  key,
  theme: `Theme ${start}`,
  description: `What can be seen from ${start.length} on, part ${key.replace(".", " ")}.`,
  significance: "It matters.",
  ...more,
});

const reply = (...segments: object[]) =>
  JSON.stringify({ segments, overview: "Something happens.", title: "A film" });

const check = (text: string, keyframes = 5) => checkReply(text, FRAMES, { keyframes, cues: CUES });

it("quotes lines that were sent, each once and two at most, and nothing else", () => {
  const quotesOf = (quotes: unknown) => {
    const result = check(reply(part("0.0", "5.0", "1.0", { quotes })));
    return result.ok ? result.value.parts[0]?.quotes.map(({ id }) => id) : null;
  };
  expect(quotesOf(["c2", "c2", "c9", "The budget is fixed."])).toEqual(["c2"]);
  expect(quotesOf(["c3", "c2", "c1"])).toEqual(["c1", "c2"]);
  expect(quotesOf("c1")).toEqual([]);
  expect(quotesOf(undefined)).toEqual([]);
});

describe("a reply that holds", () => {
  it("becomes parts by frame index", () => {
    const result = check(reply(part("0.0", "2.0", "1.0"), part("3.0", "5.0", "4.0")));
    expect(result).toMatchObject({
      ok: true,
      value: {
        title: "A film",
        parts: [
          { from: 0, to: 2, key: 1 },
          { from: 3, to: 5, key: 4 },
        ],
      },
    });
  });

  it("is none at once where it is a fence and line feeds without end", () => {
    expect(check(`\`\`\`json${"\n".repeat(1_000_000)}x`).ok).toBe(false);
  });

  it("may come in a fence, with times as numbers or with their unit", () => {
    const fenced = `\`\`\`json\n${reply(part("0.0", "2.0", "1.0"))}\n\`\`\``;
    expect(check(fenced).ok).toBe(true);
    expect(check(reply(part("<0.0 seconds>", "2.0 seconds", "1.0s"))).ok).toBe(true);
  });

  it("is put in order", () => {
    const result = check(reply(part("3.0", "5.0", "4.0"), part("0.0", "2.0", "1.0")));
    expect(result).toMatchObject({ ok: true, value: { parts: [{ from: 0 }, { from: 3 }] } });
  });

  it("gives a frame that two parts share to the later one", () => {
    const result = check(reply(part("0.0", "3.0", "3.0"), part("3.0", "5.0", "4.0")));
    expect(result).toMatchObject({ ok: true, value: { parts: [{ to: 2, key: 2 }, { from: 3 }] } });
  });

  it("loses what would drive a terminal or reorder a line", () => {
    const result = check(reply(part("0.0", "2.0", "1.0", { description: "Seen\u001b[31m \u202ethis." })));
    expect(result).toMatchObject({ ok: true, value: { parts: [{ description: "Seen this." }] } });
  });
});

describe("a reply that does not hold", () => {
  it.each([
    ["prose", "The video shows a man.", /not one JSON object/],
    ["a list", "[]", /not one JSON object/],
    ["no segments", reply(), /not one JSON object/],
    ["a time never sent", reply(part("0.0", "2.0", "1.5")), /was not given/],
    ["an end before its start", reply(part("3.0", "1.0", "2.0")), /ends before it starts/],
    ["a key outside its part", reply(part("0.0", "2.0", "4.0")), /lies outside/],
    ["overlapping parts", reply(part("0.0", "3.0", "1.0"), part("2.0", "5.0", "4.0")), /overlap/],
    ["an empty text", reply(part("0.0", "2.0", "1.0", { description: " " })), /not one JSON object/],
    [
      "a description that is nothing but an invented time",
      reply(part("0.0", "2.0", "1.0", { description: "At 7:77 it ends at 9:59." })),
      /empty or names a time/,
    ],
    [
      "the same sentence over and over",
      reply(
        part("0.0", "1.0", "1.0", { description: "A man walks along." }),
        part("2.0", "3.0", "3.0", { description: "A man walks along!" }),
        part("4.0", "5.0", "5.0", { description: "a man walks along" }),
      ),
      /over and over/,
    ],
  ])("names its problem for the repair try: %s", (_, text, problem) => {
    const result = check(text);
    expect(result.ok).toBe(false);
    expect(result.ok ? [] : result.problems).toEqual([expect.stringMatching(problem)]);
  });
});
