import { describe, expect, it } from "vitest";
import { escapeLine, escapeText, unmarked } from "../../../../adapters/discord/render/escape.ts";
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

describe("unmarked", () => {
  it("leaves letters alone where Discord reads no markup, and still calls nobody", () => {
    expect(unmarked("*a* _b_ https://x.example")).toBe("*a* _b_ https://x.example");
    expect(unmarked("@everyone")).toBe("@\u200beveryone");
  });
});
