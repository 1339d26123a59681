import { describe, expect, it } from "vitest";
import { createIndex } from "../../src/search/create-index.ts";

const found = (texts: readonly string[], question: string) => {
  const search = createIndex(texts.map((text, i) => ({ id: `d${i}`, text })));
  return search(question).map(({ id }) => texts[Number(id.slice(1))]);
};

const MEETING = [
  "Welcome everyone, let us see what we have today.",
  "The budget for next year is twelve million.",
  "She said that we will hear from the board about it.",
  "We meet again on Friday at nine.",
];

describe("a search in English", () => {
  it("does not take the article for a word", () => {
    expect(found(MEETING, "is there a zebra?")).toEqual([]);
    expect(found(["A red car.", "A zebra."], "is there a zebra?")).toEqual(["A zebra."]);
  });

  it("finds the document with the question's word, and not those with its small words", () => {
    expect(found(MEETING, "what did she have about the budget?")).toEqual([MEETING[1]]);
  });

  it("finds a word by its plural, its beginning and one wrong letter", () => {
    expect(found(MEETING, "budgets")).toEqual([MEETING[1]]);
    expect(found(MEETING, "bud")).toEqual([MEETING[1]]);
    expect(found(MEETING, "bugdet million")).toEqual([MEETING[1]]);
    expect(found(MEETING, "fryday")).toEqual([MEETING[3]]);
  });

  it("puts the document first that has more of the words", () => {
    const texts = [
      "The budget of the city.",
      "A budget for the school and its garden.",
      "The garden is closed.",
    ];
    expect(found(texts, "budget of the garden")[0]).toBe(texts[1]);
  });

  it("keeps the order of the documents where they are as good", () => {
    const texts = ["One red balloon.", "Two red balloons.", "One red balloon.", "One red balloon."];
    const same = createIndex(texts.map((text, i) => ({ id: `d${i}`, text })))("red balloon").map(
      ({ id }) => id,
    );
    expect(same.filter((id) => id !== "d1")).toEqual(["d0", "d2", "d3"]);
  });

  it("finds nothing where no document has a word of it", () => {
    expect(found(MEETING, "elephants")).toEqual([]);
    expect(found(MEETING, "")).toEqual([]);
    expect(found([], "budget")).toEqual([]);
  });

  it("searches for a small word where it is alone, and for nothing where they are several", () => {
    expect(found(["Will comes home.", "The end."], "Will")).toEqual(["Will comes home."]);
    expect(found(["Will comes home.", "What did she do?"], "What did she do?")).toEqual([]);
  });

  it("takes numbers as they are", () => {
    expect(found(["It costs 1250 euros.", "It costs 1251 euros."], "1250")).toEqual(["It costs 1250 euros."]);
  });
});

describe("a search in German", () => {
  const SITZUNG = [
    "Guten Morgen, wir sprechen heute über vieles.",
    "Das Projektbudget beträgt zwölf Millionen.",
    "Die Größe der Räume wird geprüft.",
    "Am Freitag sehen wir uns wieder.",
  ];

  it("finds the second half of a compound, and inflected words", () => {
    expect(found(SITZUNG, "Was sagt sie über das Budget?")[0]).toBe(SITZUNG[1]);
    expect(found(SITZUNG, "Wer hat die Million erwähnt?")[0]).toBe(SITZUNG[1]);
    expect(found(SITZUNG, "Raum Räume")[0]).toBe(SITZUNG[2]);
  });

  it("takes umlauts and ß with and without", () => {
    expect(found(SITZUNG, "grosse")).toEqual([SITZUNG[2]]);
    expect(found(SITZUNG, "GRÖSSE")).toEqual([SITZUNG[2]]);
    expect(found(SITZUNG, "zwolf")).toEqual([SITZUNG[1]]);
    expect(found(SITZUNG, "zwoelf")).toEqual([SITZUNG[1]]);
  });

  it("prefers the whole word to a part of another", () => {
    const texts = ["Die Projektbudgetierung folgt.", "Das Projektbudget steht.", "Ein Budget muss her."];
    expect(found(texts, "Budget")[0]).toBe(texts[2]);
  });
});

describe("a search in Chinese and Japanese", () => {
  const 会议 = [
    "大家好，今天我们先看安排。",
    "明年的预算案是一千二百万元。",
    "我们星期五上午九点再见。",
    "钱不是问题。",
  ];

  it("finds words of one, two and more characters inside a sentence", () => {
    expect(found(会议, "她对预算说了什么？")[0]).toBe(会议[1]);
    expect(found(会议, "预算案")[0]).toBe(会议[1]);
    expect(found(会议, "谁提到了星期五？")[0]).toBe(会议[2]);
    expect(found(会议, "钱")[0]).toBe(会议[3]);
  });

  it("keeps the marks that make other syllables of Japanese ones", () => {
    expect(found(["かき を 食べる", "かぎ を なくした"], "かぎ")).toEqual(["かぎ を なくした"]);
  });
});

it("finds words of other scripts", () => {
  expect(found(["내년 예산은 천이백만 원입니다.", "금요일에 만나요."], "예산")).toEqual([
    "내년 예산은 천이백만 원입니다.",
  ]);
  expect(found(["Бюджет на следующий год.", "Встретимся в пятницу."], "что она сказала про бюджет")).toEqual([
    "Бюджет на следующий год.",
  ]);
  expect(found(["Le budget de l'année prochaine.", "À vendredi."], "annee")).toEqual([
    "Le budget de l'année prochaine.",
  ]);
});
