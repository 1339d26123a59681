import { describe, expect, it } from "vitest";
import { shorten, splitText } from "../../../src/chat/text/split-text.ts";

const escaped = (text: string) => text.replaceAll("&", "&amp;").replace(/[*_]/g, "\\$&");
const FAMILY = "👩‍👩‍👧‍👦";

describe("splitText", () => {
  it("leaves alone what fits, and makes nothing of nothing", () => {
    expect(splitText("a rabbit", 8)).toEqual(["a rabbit"]);
    expect(splitText(" \n ", 8)).toEqual([]);
  });

  it.each([
    ["paragraphs before lines", "one two\nthree\n\nfour five six", 18, ["one two\nthree", "four five six"]],
    ["lines before sentences", "One. Two.\nThree four five", 16, ["One. Two.", "Three four five"]],
    ["sentences before words", "One two. Three four five", 20, ["One two.", "Three four five"]],
    ["words before letters", "one two three", 9, ["one two", "three"]],
    [
      "Chinese sentences, which have no blanks",
      "野兔醒来。它看着蝴蝶飞舞",
      8,
      ["野兔醒来。", "它看着蝴蝶飞舞"],
    ],
  ])("cuts between %s", (_what, text, limit, pieces) => {
    expect(splitText(text, limit)).toEqual(pieces);
  });

  it("never cuts inside an emoji of many parts", () => {
    const pieces = splitText(FAMILY.repeat(9), 30);
    expect(pieces.join("")).toBe(FAMILY.repeat(9));
    for (const piece of pieces) expect(piece.replaceAll(FAMILY, "")).toBe("");
  });

  it.each([
    ["short", "https://video.example/watch?v=abcdefgh", "x", " "],
    ["long", `https://video.example/watch?v=${"a.b,c".repeat(6)}`, "x", " "],
    ["in Chinese, where no blank comes before it,", "https://video.example/watch?v=abcdefgh", "兔", ""],
  ])("never cuts inside an address that is %s and fits", (_what, address, letter, blank) => {
    for (let lead = 1; lead < 60; lead += 1) {
      const pieces = splitText(`${letter.repeat(lead)}${blank}${address} end`, 60);
      expect(pieces.filter((piece) => piece.includes(address))).toHaveLength(1);
    }
  });

  it("gets through a letter with more accents than fit, in whole characters", () => {
    const zalgo = `e${"\u0301".repeat(500)}${"🐇".repeat(5)}`;
    const pieces = splitText(zalgo, 7);
    expect(pieces.join("")).toBe(zalgo);
    for (const piece of pieces) expect(piece.isWellFormed()).toBe(true);
  });

  it.each([[FAMILY.repeat(50)], ["x".repeat(5000)], ["字".repeat(5000)], ["_*".repeat(3000)]])(
    "loses nothing of a text without a place to cut",
    (text) => {
      const pieces = splitText(text, 100, (piece) => escaped(piece).length);
      expect(pieces.every((piece) => escaped(piece).length <= 100 && piece.isWellFormed())).toBe(true);
      expect(pieces.join("")).toBe(text);
    },
  );

  it("measures what a text becomes, not what it is", () => {
    for (const piece of splitText("& ".repeat(50), 20, (text) => escaped(text).length))
      expect(escaped(piece).length).toBeLessThanOrEqual(20);
  });
});

describe("shorten", () => {
  it("keeps what fits and marks what does not", () => {
    expect(shorten("a rabbit", 8)).toBe("a rabbit");
    expect(shorten("a rabbit wakes", 9)).toBe("a rabbit…");
    expect(shorten(FAMILY.repeat(3), 30)).toBe(`${FAMILY.repeat(2)}…`);
  });
});
