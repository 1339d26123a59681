import { describe, expect, it } from "vitest";
import { escapeText } from "../../../../adapters/discord/render/escape.ts";
import { shorten, splitEscaped } from "../../../../adapters/discord/render/split-text.ts";

const same = (text: string) => text;
const FAMILY = "👩‍👩‍👧‍👦";

describe("splitEscaped", () => {
  it("leaves alone what fits", () => {
    expect(splitEscaped("one two", 7, same)).toEqual(["one two"]);
    expect(splitEscaped("  ", 7, same)).toEqual([]);
  });

  it.each([
    ["a paragraph", "one two.\n\nthree four five", 20, ["one two.", "three four five"]],
    ["a line", "one two three\nfour five", 20, ["one two three", "four five"]],
    ["a sentence", "One two three. Four five six", 20, ["One two three.", "Four five six"]],
    ["a Chinese sentence", "野兔醒来了。草地很安静啊", 8, ["野兔醒来了。", "草地很安静啊"]],
    ["a word", "one two three four", 10, ["one two", "three four"]],
  ])("cuts at %s where it can", (_, text, limit, pieces) => {
    expect(splitEscaped(text, limit, same)).toEqual(pieces);
  });

  it.each([[FAMILY.repeat(50)], ["x".repeat(5000)], ["字".repeat(5000)], ["_*".repeat(3000)]])(
    "loses nothing of a text without a place to cut",
    (text) => {
      const pieces = splitEscaped(text, 100, escapeText);
      expect(pieces.every((piece) => piece.length <= 100 && piece.isWellFormed())).toBe(true);
      expect(pieces.join("").replaceAll("\\", "")).toBe(text);
    },
  );

  it("cuts no family apart", () => {
    for (const piece of splitEscaped(FAMILY.repeat(50), 100, same)) {
      expect(piece.replaceAll(FAMILY, "")).toBe("");
    }
  });

  it("makes no heading of what stood in the middle of a line", () => {
    const pieces = splitEscaped(`${"word ".repeat(10)}# no heading`, 52, escapeText);
    expect(pieces.at(-1)).toMatch(/^(\\#|no)/);
  });

  it("ends even where one character is longer than the limit", () => {
    const zalgo = `e${"\u0301".repeat(500)}`;
    expect(splitEscaped(zalgo, 40, same).join("")).toBe(zalgo);
  });
});

describe("shorten", () => {
  it("ends in an ellipsis within the limit", () => {
    expect(shorten("abcdef", 6)).toBe("abcdef");
    expect(shorten("abcdefg", 6)).toBe("abcde…");
    expect(shorten(`abcd${FAMILY}`, 8)).toBe("abcd…");
  });
});
