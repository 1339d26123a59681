import { expect, it } from "vitest";
import { languageTag } from "../../../src/sound/server/languages.ts";

it.each([
  ["english", "en"],
  ["Norwegian Nynorsk", "nn"],
  ["norwegian", "no"],
  ["haitian creole", "ht"],
  ["Mandarin", "zh"],
  ["chinese", "zh"],
  ["javanese", "jv"],
  ["jw", "jv"],
  ["pt_br", "pt-BR"],
  ["cantonese", "yue"],
  ["zh-hans-cn", "zh-Hans-CN"],
  ["auto", null],
  ["", null],
  [null, null],
  ["not a language!", null],
])("reads the language %j as %j", (said, tag) => {
  expect(languageTag(said)).toBe(tag);
});
