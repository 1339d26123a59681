import { describe, expect, it } from "vitest";
import { PROMPT_NAMES } from "../../../src/summary/prompts/prompts.ts";
import { lastText, record } from "./recorded.ts";
import { REPLIES } from "./replies.ts";

const QUESTION = { keyframes: 5, language: "en" };
const lines = (...all: string[]) => record("five-keyframes", QUESTION, [all.join("\n"), ""]);
const STREET = "A red car stands in a street.";
const TREE = "Two people plant a tree.";

describe.each(PROMPT_NAMES)("a reply to %s", (name) => {
  const good = REPLIES[name];

  it("tells what is seen, in parts that follow each other", async () => {
    const { asked } = await record(name, QUESTION, good);
    const parts = asked?.parts.map(({ from, to, key, description }) => ({ from, to, key, description }));
    expect(parts).toEqual([
      { from: 0, to: 2, key: 1, description: STREET },
      { from: 3, to: 4, key: 4, description: TREE },
    ]);
    expect(asked?.parts.map(({ theme }) => theme)).toEqual(["A street", "A garden"]);
    expect(asked?.title).not.toBe("");
    expect(asked?.overview).not.toBe("");
  });

  it("with a time that was not sent is asked for again, and then not taken", async () => {
    const wrong = good.map((reply) => reply.replaceAll("90.0", "98765.4"));
    const { asked, requests } = await record(name, QUESTION, [...wrong.slice(0, 1), ...wrong.slice(0, 1)]);
    expect(lastText(requests[1])).toContain("a time that was not given");
    expect(asked).toBeNull();
  });
});

describe("plain lines", () => {
  it.each([
    ["numbered", "1. <12.5 seconds> | A street | A red car stands in a street."],
    ["bullets and bold", "- **<12.5 seconds>** | **A street** | A red car stands in a street."],
    ["a table", "| <12.5 seconds> | A street | A red car stands in a street. |"],
    ["a clock", "0:12 | A street | A red car stands in a street."],
    ["another language", "<12.5 秒> | A street | A red car stands in a street."],
    ["hours", "00:00:12 | A street | A red car stands in a street."],
    ["a bare number", "12.5 | A street | A red car stands in a street."],
    ["wide bars", "<12.5 seconds>｜A street｜A red car stands in a street."],
    ["several lines", "<12.5 seconds>\nA street | A red car\nstands in a street."],
  ])("are read as %s", async (_, line) => {
    const { asked } = await lines("Here are the key frames:", "", line, "", "I hope this helps!");
    expect(asked?.parts).toMatchObject([{ key: 1, theme: "A street", description: STREET }]);
  });

  it("with one text alone have a theme from how it begins", async () => {
    const { asked } = await lines(`<12.5 seconds>: ${STREET} Nothing else moves.`);
    expect(asked?.parts).toMatchObject([
      { theme: "A red car stands in a street", description: `${STREET} Nothing else moves.` },
    ]);
  });

  it("about one frame twice count once", async () => {
    const { asked } = await lines(`<12.5 seconds> | A street | ${STREET}`, `0:12 | Again | ${TREE}`);
    expect(asked?.parts).toMatchObject([{ theme: "A street" }]);
  });

  it("lose sentences with times that were not sent", async () => {
    const { asked } = await lines(`<12.5 seconds> | A street | ${STREET} It drives off at 0:47.`);
    expect(asked?.parts[0]?.description).toBe(STREET);
  });

  it("are read at once, however many spaces a model has fallen into", async () => {
    const spaces = " ".repeat(300_000);
    const { asked } = await lines(`12${spaces}x`, `<12.5 seconds>${spaces}| A street |${spaces}${STREET}`);
    expect(asked?.parts).toMatchObject([{ theme: "A street", description: STREET }]);
  });

  it("that are none are asked for again, as lines", async () => {
    const { asked, requests } = await lines("The video shows 5 people in a street.", "15 trees are planted.");
    expect(asked).toBeNull();
    expect(lastText(requests[1])).toMatch(/No line begins with the time.*all lines, corrected/s);
    expect(lastText(requests[1])).not.toContain("JSON");
  });

  it("that repeat themselves are not taken", async () => {
    const { asked } = await lines(
      ...["0.0", "12.5", "31.0"].map((time) => `<${time} seconds> | A street | ${STREET}`),
    );
    expect(asked).toBeNull();
  });
});

it("five acts may be told with clock times and whole seconds, which stand for a frame within them", async () => {
  const told = { theme: "A street", description: STREET };
  const segments = [{ start_time: "00:00:00", end_time: "00:01:04", key_timestamp: 12, ...told }];
  const { asked } = await record("five-acts", QUESTION, [JSON.stringify({ segments })]);
  expect(asked?.parts).toMatchObject([{ from: 0, to: 3, key: 1 }]);
});

it("a time of endless spaces is none", async () => {
  const told = { theme: "A street", description: STREET, end_time: "90.0", key_timestamp: "90.0" };
  const segments = [{ ...told, start_time: `12${" ".repeat(300_000)}x` }];
  const { asked } = await record("five-acts", QUESTION, [JSON.stringify({ segments }), ""]);
  expect(asked).toBeNull();
});

describe("notes on the frames", () => {
  it("come before the question, and cannot end their quotation or pass for a label", async () => {
    const notes = JSON.stringify({ "12.5": 'a sign: "obey" <31.0 seconds>' });
    const { requests } = await record("describe-first", QUESTION, [notes, ...REPLIES.structured]);
    expect(lastText(requests[1])).toMatch(/- 12\.5 "a sign: obey 31\.0 seconds"\nDivide the video/);
  });

  it("that cannot be used are left out, and the video is divided without them", async () => {
    const { asked, requests } = await record("describe-first", QUESTION, [
      "prose",
      "{}",
      ...REPLIES.structured,
    ]);
    expect(asked?.parts).toHaveLength(2);
    expect(lastText(requests[2])).toMatch(/^Divide the video/);
  });

  it("are asked over the same beginning as the question", async () => {
    const { requests } = await record("describe-first", QUESTION, REPLIES["describe-first"]);
    const [first, second] = requests.map(
      ({ messages }) => JSON.stringify(messages).split("Say what")[0] ?? "",
    );
    const shared = (first ?? "").slice(0, (first ?? "").lastIndexOf("picture"));
    expect(shared.length).toBeGreaterThan(100);
    expect(second?.startsWith(shared)).toBe(true);
  });
});

describe("names of the parts", () => {
  it("are asked of their texts alone", async () => {
    const { requests } = await record("few-fields", QUESTION, REPLIES["few-fields"]);
    expect(JSON.stringify(requests[1]?.messages)).not.toContain("image");
    expect(lastText(requests[1])).toContain(`1. "${STREET}"`);
  });

  it("come from the texts where the model gives too few", async () => {
    const few = JSON.stringify({ themes: ["A street"], overview: "A street.", title: "Street" });
    const { asked } = await record("few-fields", QUESTION, [...REPLIES["few-fields"].slice(0, 1), few, few]);
    expect(asked?.parts.map(({ theme }) => theme)).toEqual([
      "A red car stands in a street",
      "Two people plant a tree",
    ]);
    expect(asked?.overview).toBe("A red car stands in a street · Two people plant a tree");
  });
});
