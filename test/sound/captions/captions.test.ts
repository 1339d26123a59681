import { describe, expect, it } from "vitest";
import { pageTranscript, platformTranscript } from "../../../src/sound/captions/captions.ts";

const vtt = (...lines: string[]) =>
  `WEBVTT\n\n${lines.map((line, i) => `00:0${i}.000 --> 00:0${i}.900\n${line}\n`).join("\n")}`;
const captions = (...languages: string[]) =>
  languages.map((language) => ({ language, vtt: vtt(`said in ${language}`) }));

describe("a page's captions", () => {
  it.each([
    ["recognized speech", captions("en", "de-orig"), undefined, "said in de-orig", "de"],
    [
      "what people wrote before recognized speech",
      captions("de", "de-orig", "en"),
      undefined,
      "said in de",
      "de",
    ],
    ["a variant of the spoken language", captions("en", "pt-BR"), "pt", "said in pt-BR", "pt-BR"],
    ["the only ones where nothing tells the language", captions("fr"), undefined, "said in fr", "fr"],
  ])("are taken in the spoken language: %s", (_, list, language, text, tag) => {
    const found = pageTranscript({ captions: list, ...(language && { language }) });
    expect(found).toMatchObject({ source: "page", language: tag, cues: [{ id: "c1", text }] });
  });

  it.each([
    ["only a translation", captions("en"), "de"],
    ["several, and nothing tells which is spoken", captions("en", "zh-Hans"), undefined],
    ["none", [], "en"],
    ["nothing but sounds", [{ language: "en-orig", vtt: vtt("[Music]", "♪♪", "(applause)") }], undefined],
  ])("are not taken where there is %s", (_, list, language) => {
    expect(pageTranscript({ captions: list, ...(language && { language }) })).toBeNull();
  });
});

it("a platform's own transcript keeps its speakers, without what nobody said", () => {
  const found = platformTranscript(vtt("[Applause]", "<v Ada>Good [sic] morning."));
  expect(found).toMatchObject({
    source: "platform",
    cues: [{ text: "Good [sic] morning.", speaker: "Ada" }],
  });
  expect(platformTranscript("<!doctype html><title>Sign in</title>")).toBeNull();
});
