import { describe, expect, it } from "vitest";
import { catalogueFor, inEveryLanguage, inLanguageOf } from "../../../src/chat/locales/locales.ts";
import { ERROR_CODES } from "../../error-samples.ts";
import { entries, errorSentences, sentencesOf } from "./sentences.ts";

const english = catalogueFor("en");
const chinese = catalogueFor("zh");

describe("catalogueFor", () => {
  it.each(["zh", "zh-CN", "zh_CN.UTF-8", "ZH-Hans", "zh-Hans-HK"])("answers %s in Chinese", (locale) => {
    expect(catalogueFor(locale).lang).toBe("zh-Hans");
  });

  it.each(["en", "en-GB", "de", "zha", "", "C"])("answers %j in English", (locale) => {
    expect(catalogueFor(locale).lang).toBe("en");
  });

  it.each(["zh-TW", "zh_TW.UTF-8", "ZH-Hant", "zh-HK", "zh-Hant-MO"])(
    "does not answer %s in the other Chinese script",
    (locale) => {
      expect(catalogueFor(locale).lang).toBe("en");
    },
  );
});

describe("every entry", () => {
  const inChinese = entries(chinese);

  const sentences = [...entries(english)].filter(([path]) => path !== "lang" && !path.startsWith("typed."));

  it.each(sentences)("%s is said differently in Chinese, in Chinese characters", (path, sentence) => {
    expect(sentence.trim()).not.toBe("");
    expect(inChinese.get(path)).not.toBe(sentence);
    expect(inChinese.get(path)).toMatch(/\p{Script=Han}|：/u);
  });
});

describe("error sentences", () => {
  it.each(ERROR_CODES)("say %s in one or two English sentences", (code) => {
    for (const sentence of errorSentences(english, code)) {
      expect(sentence).toMatch(/^[\p{Lu}“f].*[^.][.?]$/u);
      expect(sentence).toMatch(/^(?:(?:[^.!?]|[.!?](?! |$))+[.!?](?: |$)){1,2}$/);
      expect(sentence).not.toMatch(/undefined|NaN/);
    }
  });

  it.each(ERROR_CODES)("say %s in one or two Chinese sentences", (code) => {
    for (const sentence of errorSentences(chinese, code)) {
      expect(sentence).toMatch(/^(?:[^。！？]+[。！？]){1,2}$/);
      expect(sentence).not.toMatch(/undefined|NaN/);
    }
    expect(errorSentences(chinese, code)).not.toEqual(errorSentences(english, code));
  });

  it.each(ERROR_CODES)("tell the forms of %s from each other", (code) => {
    for (const catalogue of [english, chinese]) {
      const sentences = errorSentences(catalogue, code);
      expect(new Set(sentences).size).toBe(sentences.length);
    }
  });
});

describe("every English sentence", () => {
  const SUBJECTS = "I|it|you|the|they|no|a|many|nothing|links|questions|programs|follow-up";
  const JOINED = new RegExp(`[,;] so (?!(?:${SUBJECTS})\\b)`);

  it.each(sentencesOf(english))(
    "gives a fact and an instruction a sentence each, in today’s words: %s",
    (text) => {
      expect(text).not.toMatch(JOINED);
      expect(text).not.toMatch(/\b(?:nobody|somebody|anybody|whom|whoever(?! runs this bot))\b/i);
    },
  );

  it.each(sentencesOf(english))("is spelled as in America, with curly apostrophes: %s", (text) => {
    expect(text).not.toMatch(/organis|summaris|recognis|colour|behaviour|favour|licence|centre\b|cancelled/i);
    expect(text).not.toMatch(/\w'\w/);
  });
});

describe("wording", () => {
  it("says coverage out loud", () => {
    expect(
      english.summary.coverage({ frames: 96, from: "0:00", to: "12:40", largestGap: 8, sound: "Sound." }),
    ).toBe("Based on 96 frames from 0:00–12:40, at most 8 s apart. Sound.");
  });

  it.each([
    [1, "Done in 1 second.", "已完成，用时 1 秒。"],
    [80, "Done in 1 minute 20 seconds.", "已完成，用时 1 分钟 20 秒。"],
    [120, "Done in 2 minutes.", "已完成，用时 2 分钟。"],
    [3_725, "Done in 1 hour 2 minutes.", "已完成，用时 1 小时 2 分钟。"],
  ])("says of %i seconds how long they are", (seconds, inEnglish, inChinese) => {
    expect(english.jobs.doneIn(seconds)).toBe(inEnglish);
    expect(chinese.jobs.doneIn(seconds)).toBe(inChinese);
  });

  it("counts one frame as one", () => {
    const facts = { frames: 1, from: "0:00", to: "0:00", largestGap: 0.04, sound: "Sound." };
    expect(english.summary.coverage(facts)).toBe("Based on one frame from 0:00–0:00. Sound.");
    expect(english.summary.storyboardText(1)).toContain("One keyframe,");
  });

  it.each([english, chinese])("names a command for a GPU and one for a CPU", ({ summary }) => {
    expect(summary.connectModel).toContain("vllm serve Qwen/Qwen3-VL-2B-Instruct");
    expect(summary.connectModel).toContain("llama-server -hf Qwen/Qwen3-VL-2B-Instruct-GGUF");
    expect(summary.connectModel).toContain("MODEL_BASE_URL");
  });

  it("picks a phrase by the reader's locale", () => {
    const phrase = inEveryLanguage((words) => words.report.timeline);
    expect(inLanguageOf("zh-CN", phrase)).toBe(chinese.report.timeline);
    expect(inLanguageOf("fr", phrase)).toBe(english.report.timeline);
  });
});
