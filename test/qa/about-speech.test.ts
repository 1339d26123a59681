import { describe, expect, it } from "vitest";
import { aboutSpeech, topicOf } from "../../src/qa/about-speech.ts";

describe("a question", () => {
  it.each([
    "What did she say about the budget?",
    "Who mentions Friday?",
    "what is said at the end",
    "Does anyone say when it starts?",
    "What does the speaker say?",
    "Can you hear a dog?",
    "What do they talk about?",
    "Was sagt sie über das Budget?",
    "Wer hat den Freitag erwähnt?",
    "Wovon wird gesprochen?",
    "Que dit-elle du budget ?",
    "¿Qué dijo sobre el presupuesto?",
    "她对预算说了什么？",
    "谁提到了星期五？",
    "她讲了什么？",
    "What is said in this video?",
    "视频里说了什么？",
    "Does he ever explain why?",
  ])("is surely about what is said: %s", (question) => {
    expect(aboutSpeech(question)).toBe("surely");
  });

  it.each([
    "What does the sign say?",
    "What does it say on the left?",
    "What is said on the slide?",
    "Was sagt die Folie über den Preis?",
    "Que dit le panneau ?",
    "屏幕上说了什么？",
    "What does this video talk about?",
    "Is Friday mentioned?",
    "What is discussed here?",
    "Was erzählt das Video?",
    "De quoi parle la vidéo ?",
    "这个视频讲了什么？",
  ])("may be about what is read: %s", (question) => {
    expect(aboutSpeech(question)).toBe("perhaps");
  });

  it.each([
    "Who comes in?",
    "Which number can be read between red and blue?",
    "Tell me what happens.",
    "Explain the diagram.",
    "Have you ever heard of this place?",
    "Kannst du mir sagen, was passiert?",
    "Was passiert am Ende?",
    "说说这个视频",
    "请说一下发生了什么",
    "有几个人？",
  ])("is not about what is said: %s", (question) => {
    expect(aboutSpeech(question)).toBe("no");
  });
});

it("is searched for without its words of speaking", () => {
  expect(topicOf("Who mentions Friday in the video?").replace(/\s+/g, " ")).toBe("Who Friday in the ?");
  expect(topicOf("她对预算说了什么？")).not.toContain("说");
});
