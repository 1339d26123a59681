import { describe, expect, it } from "vitest";
import { toOneLine, toPlainText } from "../../src/chat/plain-text.ts";

describe("toPlainText", () => {
  it.each([
    ["a colour sequence", "a\u001b[31mb\u001b[0m", "ab"],
    ["a title change ended by a bell", "a\u001b]0;owned\u0007b", "ab"],
    ["a link ended by ST", "a\u001b]8;;http://x\u001b\\b", "ab"],
    ["a C1 control", "a\u0085b\u009d", "ab"],
    ["a lone escape", "a\u001b", "a"],
    ["a backspace", "a\u0008b", "ab"],
    ["a right-to-left override", "gpj\u202e4pm.exe", "gpj4pm.exe"],
    ["isolates", "a\u2066b\u2069", "ab"],
    ["carriage returns", "a\rb\r\nc", "a\nb\nc"],
    ["a lone surrogate", "a\ud800", "a\ufffd"],
  ])("removes %s", (_, text, clean) => {
    expect(toPlainText(text)).toBe(clean);
  });

  it("keeps words of every script, joined emoji and line feeds", () => {
    const text = "héllo 会议\nשלום 👩‍🚀";
    expect(toPlainText(text)).toBe(text);
  });
});

it("puts everything on one line", () => {
  expect(toOneLine(" a\n\n b\tc ")).toBe("a b c");
});
