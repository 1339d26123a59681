import { describe, expect, it } from "vitest";
import { toOneLine, toPlainText } from "../../../src/chat/text/plain-text.ts";

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
    ["a zero-width space", "pass\u200bword", "password"],
    ["a soft hyphen", "pass\u00adword", "password"],
    ["text in tag characters", "hi\u{e0001}\u{e0069}\u{e0067}\u{e006e}\u{e007f}", "hi"],
    [
      "text in tags after a flag that is none",
      "🏴\u{e0069}\u{e0067}\u{e006e}\u{e006f}\u{e0072}\u{e0065}\u{e0020}",
      "🏴",
    ],
    ["bytes in a row of variation selectors", "a\u{fe01}\u{fe02}\u{e0110}\u{e0111}", "a\u{fe01}"],
    ["bidi marks", "a\u200eb\u200fc\u061cd", "abcd"],
    ["joiners that join nothing", "a \u200d\u200c b\u200d\u200c\u200d.", "a  b."],
    ["word joiners and invisible operators", "a\u2060b\u2063c", "abc"],
    ["Hangul fillers", "a\u3164b\u115f\uffa0", "ab"],
    ["interlinear annotation", "a\ufff9b\ufffac\ufffb", "abc"],
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

describe("what languages and emoji need of the invisible", () => {
  it.each([
    ["Persian", "می\u200cخواهم"],
    ["Sinhala", "ශ්\u200dරී"],
    ["Hindi, at the end of a word", "क्\u200d क्\u200d"],
    ["a family", "👨\u200d👩\u200d👧\u200d👦"],
    ["a rainbow flag", "🏳\ufe0f\u200d🌈"],
    ["a skin tone", "👩🏽\u200d🚀"],
    ["a keycap", "1\ufe0f\u20e3"],
    ["Scotland", "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}"],
    ["a variant of a Han character", "葛\u{e0100}城"],
    ["Mongolian", "ᠠ\u180b"],
  ])("stays: %s", (_, text) => {
    expect(toOneLine(text)).toBe(text);
  });
});

it("puts everything on one line", () => {
  expect(toOneLine(" a\n\n b\tc ")).toBe("a b c");
});
