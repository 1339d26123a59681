import { describe, expect, it } from "vitest";
import {
  escapeLine,
  escapeText,
  splitEscaped,
  unmarked,
} from "../../../../adapters/discord/render/escape.ts";
import { nodesOf, plainText } from "../../../fakes/discord/markdown.ts";

const HOSTILE = [
  "@everyone @here <@123456789012345678> <@&123456789012345678> <#123456789012345678>",
  "https://evil.example/?q=1 <https://evil.example> [ok](https://evil.example) ![x](https://evil.example/p.png)",
  "# big\n## less\n-# small\n> quote\n>>> all of it\n- item\n* item\n1. first",
  "**b** __u__ ~~s~~ ||spoiler|| `code` *em* _em_ ```js\nx\n``` \\*not\\*",
  "<t:1700000000:R> <:smile:123456789012345678> <id:guide>",
];

describe("escapeText", () => {
  it.each(HOSTILE)("shows %j letter by letter and as nothing else", (text) => {
    const kinds = nodesOf(escapeText(text)).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(["text"]));
    expect(plainText(escapeText(text)).replaceAll("\u200b", "")).toBe(text);
  });

  it("keeps what a sentence is made of free of backslashes", () => {
    const text = "At 1:20 – 2:45 (50%), “it's” #1: a+b=c, 3 > 2; see page 7. 野兔醒来。";
    expect(escapeText(text)).toBe(text);
  });

  it("takes out what would turn a line around", () => {
    expect(escapeText("abc\u202edcba\u0007")).toBe("abcdcba");
  });

  it("makes one line of several", () => {
    expect(escapeLine("a\n# b\n\nc")).toBe("a # b c");
  });
});

describe("splitEscaped", () => {
  it.each([["👩‍👩‍👧‍👦".repeat(50)], ["x".repeat(5000)], ["_*".repeat(3000)]])(
    "loses nothing, and each piece fits once it is escaped",
    (text) => {
      const pieces = splitEscaped(text, 100, escapeText);
      expect(pieces.every((piece) => piece.length <= 100 && piece.isWellFormed())).toBe(true);
      expect(pieces.join("").replaceAll("\\", "")).toBe(text);
    },
  );

  it("makes no heading of what stood in the middle of a line", () => {
    const pieces = splitEscaped(`${"word ".repeat(10)}# no heading`, 52, escapeText);
    expect(pieces.at(-1)).toMatch(/^(\\#|no)/);
  });

  it("leaves out a piece of which nothing can be seen", () => {
    expect(splitEscaped("\u200b", 10, escapeText)).toEqual([]);
  });
});

describe("unmarked", () => {
  it("leaves letters alone where Discord reads no markup, and still mentions no one", () => {
    expect(unmarked("*a* _b_ https://x.example")).toBe("*a* _b_ https://x.example");
    expect(unmarked("@everyone")).toBe("@\u200beveryone");
  });
});
