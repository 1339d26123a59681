import { describe, expect, it } from "vitest";
import { withoutInvented } from "../../../src/sound/server/invented.ts";

const SURE = { noSpeechProbability: 0.02, averageLogProbability: -0.3, compressionRatio: 1.4 };
const SILENT = { noSpeechProbability: null, averageLogProbability: null, compressionRatio: null };
const PIECE = { start: 99.5, end: 120, speech: [{ start: 100.2, end: 112 }] };
const LENIENT = { strict: false };

const line = (text: string, start: number, end: number, confidence: object = SURE) => ({
  ...{ text, start, end },
  confidence: { ...SURE, ...confidence },
});
const left = (
  lines: readonly ReturnType<typeof line>[],
  piece: Parameters<typeof withoutInvented>[1] = PIECE,
  options: { strict: boolean } = LENIENT,
) => withoutInvented(lines, piece, options).map(({ text }) => text);

describe("what was said", () => {
  it.each([
    ["a line in the midst of speech", line("The budget is fixed.", 101, 104)],
    ["a soft first word before the speech that was detected", line("We", 99.6, 100.2)],
    ["a line whose times are rounded up beyond its piece", line("And that is all.", 108, 112.3)],
    ["thanks where someone speaks", line("Thank you.", 110, 112)],
    ["a line that the server says nothing of", line("We ship on Friday.", 101, 104, SILENT)],
    ["a quiet line of which the model is sure", line("Yes.", 101, 104, { noSpeechProbability: 0.8 })],
    ["a mumbled line that surely is speech", line("Mm, Friday.", 101, 104, { averageLogProbability: -1.3 })],
  ])("keeps %s", (_, said) => {
    expect(left([said])).toEqual([said.text]);
  });

  it("keeps words that are said twice", () => {
    expect(left([line("Go on.", 101, 102), line("Go on.", 103, 104)])).toEqual(["Go on.", "Go on."]);
  });
});

describe("what was not said", () => {
  it.each([
    ["a line where nothing was detected", line("Terima kasih telah menonton!", 114, 118)],
    ["a line that is hardly in the speech", line("We will be right back.", 111, 119)],
    ["a line that begins before its piece", line("Earlier.", 98, 101)],
    ["a line that ends after its piece", line("Later.", 111, 126)],
    ["a line of no time", line("Now.", 105, 105)],
    ["a line of signs alone", line("♪ … ♪", 101, 104)],
    [
      "a line that the model itself takes for silence",
      line("What?", 101, 104, { noSpeechProbability: 0.7, averageLogProbability: -1.2 }),
    ],
    ["a line that goes round", line("and and and and and", 101, 104, { compressionRatio: 3.1 })],
  ])("leaves out %s", (_, invented) => {
    expect(left([invented, line("The rest.", 104, 106)])).toEqual(["The rest."]);
  });

  it("leaves out words that come three times in a piece, however they are written", () => {
    const stuck = ["Okay, so.", "okay so", "OKAY SO!"].map((text, i) => line(text, 101 + i, 102 + i));
    expect(left([...stuck, line("Next point.", 105, 107)])).toEqual(["Next point."]);
  });

  it.each([
    "Thanks for watching!",
    "Untertitel von Stephanie Geiges",
    "Sous-titrage ST' 501",
    "¡Gracias por ver el video!",
    "Субтитры сделал DimaTorzok",
    "ご視聴ありがとうございました。",
    "字幕由 Amara.org 社群提供",
    "Teksting av Nicolai Winther",
  ])("leaves out %s in a piece that is mostly silent", (text) => {
    const quiet = { start: 100, end: 120, speech: [{ start: 101, end: 104 }] };
    expect(left([line(text, 101, 104)], quiet)).toEqual([]);
    expect(left([line(`${text} But the budget is fixed.`, 101, 104)], PIECE)).toHaveLength(1);
  });
});

describe("where any sound may be taken for speech", () => {
  const STRICT = { strict: true };

  it("leaves out what the model is unsure of in one way already", () => {
    expect(left([line("What?", 101, 104, { noSpeechProbability: 0.7 })], PIECE, STRICT)).toEqual([]);
    expect(left([line("What?", 101, 104, { averageLogProbability: -1.2 })], PIECE, STRICT)).toEqual([]);
    expect(left([line("The budget is fixed.", 101, 104)], PIECE, STRICT)).toEqual(["The budget is fixed."]);
  });

  it.each([
    ["a sentence over half a minute of sound", "So this is what we are going to do now.", []],
    [
      "as much as a slow speaker says",
      `${"We go on slowly, word by word, to the next page. ".repeat(3)}`,
      null,
    ],
    ["as much in Chinese", "我们现在来看一下今年的预算，它比去年多了百分之十，请大家先看第二页。", null],
    ["numbers that are read out", "20 22 24 26 28 30 32 34 36 38 40 42 44 46 48 50", null],
  ])("tells invented words from few ones: %s", (_, text, kept) => {
    const music = { start: 0, end: 28, speech: [{ start: 2, end: 26 }] };
    expect(left([line(text, 0, 28, SILENT)], music, STRICT)).toEqual(kept ?? [text]);
    expect(left([line(text, 0, 28, SILENT)], music, LENIENT)).toEqual([text]);
  });

  it("leaves out thanks that stand alone in a piece full of sound", () => {
    const music = { start: 0, end: 28, speech: [{ start: 0, end: 28 }] };
    expect(left([line("Thank you.", 0, 28)], music, STRICT)).toEqual([]);
    const talk = [line("We are done with all of it.", 0, 6), line("Thank you.", 8, 10)];
    expect(left(talk, music, STRICT)).toEqual(["We are done with all of it.", "Thank you."]);
  });
});
