import { describe, expect, it } from "vitest";
import { aboutSpeech } from "../../../src/qa/about-speech.ts";
import { choosePlace } from "../../../src/qa/parts/choose-place.ts";
import type { LongVideo } from "../../../src/qa/parts/long-video.ts";
import { numberCues } from "../../../src/sound/transcript.ts";
import { longVideo } from "./long-video.ts";

const placeOf = (question: string, video: LongVideo = longVideo()) =>
  choosePlace(question, aboutSpeech(question), video);
const numbersOf = (question: string, video?: LongVideo) => {
  const place = placeOf(question, video);
  return place.kind === "parts" ? place.numbers.map((number) => number + 1) : place.kind;
};
const segmentsOf = (question: string, video?: LongVideo) => {
  const place = placeOf(question, video);
  return place.kind === "texts" ? place.segments : place.kind;
};

describe("what is seen", () => {
  const partsFor = (question: string, seen: readonly number[]) =>
    choosePlace(question, aboutSpeech(question), longVideo(), seen);

  it("leads to the part that shows it, where no text tells of it", () => {
    const question = "Where is the xylophone?";
    expect(partsFor(question, []).kind).toBe("texts");
    expect(partsFor(question, [1_500])).toMatchObject({ kind: "parts", numbers: [2] });
  });

  it("does not count where the question names a time", () => {
    expect(partsFor("What happens at 12:30?", [1_500])).toMatchObject({ kind: "parts", numbers: [1] });
  });
});

describe("what is named decides", () => {
  it.each([
    ["What happens at 12:30?", [2]],
    ["What is on the slide at 0:45:00?", [5]],
    ["What happens between 8:00 and 11:00?", [1, 2]],
    ["What is shown in the last five minutes?", [5]],
    ["Was passiert in den letzten 2 Minuten?", [5]],
    ["第25分钟的时候画面里有什么？", [3]],
  ])("a time: %s", (question, parts) => {
    expect(numbersOf(question)).toEqual(parts);
  });

  it("a moment at a border: the part that holds it first, the other one where that does not tell", () => {
    expect(placeOf("What is shown at 10:01?")).toEqual({ kind: "parts", numbers: [1, 0], each: false });
    expect(placeOf("What is shown at 9:59?")).toEqual({ kind: "parts", numbers: [0, 1], each: false });
    expect(placeOf("What is shown from 9:50 to 10:10?")).toEqual({
      kind: "parts",
      numbers: [0, 1],
      each: true,
    });
  });

  it.each([
    ["What does the woman hold in part 3?", [3]],
    ["What color is the robot in the fourth part?", [4]],
    ["Which shirt is worn in the last part?", [5]],
    ["Welche Farbe hat der Roboter in Teil 4?", [4]],
    ["De quelle couleur est le robot dans la partie 4 ?", [4]],
    ["¿De qué color es el robot en la parte 4?", [4]],
    ["第四部分里的机器人是什么颜色？", [4]],
    ["第 4 部分里的机器人是什么颜色？", [4]],
    ["What number is in part two?", [2]],
  ])("a part: %s", (question, parts) => {
    expect(numbersOf(question)).toEqual(parts);
  });

  it("a chapter by its number or title, with the stretch that it is", () => {
    const money = { start: 900, end: 1_800 };
    for (const question of [
      "Which number is on the slide in chapter 2?",
      "Welche Zahl steht in Kapitel 2 auf der Folie?",
      "Quel nombre voit-on dans le chapitre 2 ?",
      "¿Qué número se ve en el capítulo 2?",
      "第二章的幻灯片上写着什么数字？",
      "Which number is seen in the chapter about money?",
      "Which number is seen in The money of next year?",
    ]) {
      expect([question, placeOf(question)]).toMatchObject([
        question,
        { kind: "parts", numbers: [1, 2], stretch: money },
      ]);
    }
  });

  it.each([
    "Who falls in the last chapter?",
    "Who falls in the 3rd chapter?",
    "Wer fällt im letzten Kapitel?",
    "Qui tombe dans le dernier chapitre ?",
    "¿Quién se cae en el último capítulo?",
    "最后一章里谁摔倒了？",
  ])("a chapter by its place: %s", (question) => {
    expect(placeOf(question)).toMatchObject({ kind: "parts", numbers: [3, 4], stretch: { start: 1_800 } });
  });

  it("what a page calls its chapters before what the outline does", () => {
    const pageChapters = [
      { start: 0, end: 1_800, title: "Before lunch" },
      { start: 1_800, end: 3_000, title: "After lunch" },
    ];
    expect(numbersOf("Who falls after lunch?", longVideo({ pageChapters }))).toEqual([4, 5]);
    expect(numbersOf("Who falls in chapter 2?", longVideo({ pageChapters }))).toEqual([4, 5]);
    expect(placeOf("Who sings in chapter 3?", longVideo({ pageChapters }))).toMatchObject({
      stretch: { start: 1_800, end: 3_000, title: "Robots and questions" },
    });
  });

  it("no chapter whose title is one word of the question, unless it speaks of a chapter", () => {
    expect(segmentsOf("How often is everyone Welcome?")).toBeNull();
    expect(segmentsOf("What happens in the chapter Welcome?")).toEqual([0, 1, 2]);
  });

  it("what happens in a part or chapter is told from its texts, and so are several of them", () => {
    expect(segmentsOf("Summarize chapter 2")).toEqual([3, 4]);
    expect(segmentsOf("Fasse Kapitel 2 zusammen")).toEqual([3, 4]);
    expect(segmentsOf("总结第二章")).toEqual([3, 4]);
    expect(segmentsOf("What happens in part 4?")).toEqual([5, 6]);
    expect(segmentsOf("Compare part 1 and part 5")).toEqual([0, 1, 7, 8]);
    expect(segmentsOf("Compare parts 1 and 5")).toEqual([0, 1, 7, 8]);
    expect(segmentsOf("Compare 0:10 and 48:00")).toEqual([0, 8]);
    expect(segmentsOf("What happens between 5:00 and 45:00?")).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("no part that is not there, and none where the word means something else", () => {
    expect(numbersOf("What happens to the robot in part 17?")).toEqual([4]);
    expect(numbersOf("Which part of the robot falls off?")).toEqual([4]);
  });

  it("what was left out of the summary is still to be watched", () => {
    const video = longVideo({ duration: 6_000 });
    expect(placeOf("What happens at 1:20:00?", video)).toEqual({
      kind: "unwatched",
      range: { start: 4_798, end: 4_802 },
    });
  });
});

describe("else the words are searched", () => {
  it("in the descriptions of the parts", () => {
    expect(numbersOf("Why does the robot fall?")).toEqual([4]);
    expect(numbersOf("Which number is on the chart?")).toEqual([2]);
  });

  it("in what is said, for a question about that", () => {
    const cues = numberCues([
      { start: 100, end: 104, text: "Welcome, everyone." },
      { start: 1_300, end: 1_304, text: "After the coffee we talk about Berlin." },
      { start: 2_500, end: 2_504, text: "Next year we meet in Lisbon." },
    ]);
    expect(numbersOf("What did she say about Lisbon?", longVideo({}, cues))).toEqual([5]);
    expect(numbersOf("What is said about Berlin?", longVideo({}, cues))).toEqual([3]);
  });

  it("takes at most two parts", () => {
    const numbers = numbersOf("What does the speaker of the meeting wear?");
    expect(numbers).toHaveLength(2);
    expect(numbers).toEqual(expect.arrayContaining([1, 5]));
  });
});

describe("a question about the whole, or without a hit, is for the texts", () => {
  it.each([
    "Compare the beginning and the end",
    "How often does the robot fall?",
    "When does the robot first appear?",
    "Wie oft fällt der Roboter?",
    "Wann kommt der Roboter zum ersten Mal vor?",
    "Combien de fois le robot tombe-t-il ?",
    "¿Cuántas veces se cae el robot?",
    "机器人摔倒了多少次？",
    "机器人第一次出现是什么时候？",
    "What is this video about?",
    "Summarize the video",
    "Is there a zebra?",
  ])("%s", (question) => {
    expect(placeOf(question)).toEqual({ kind: "texts", segments: null });
  });
});
