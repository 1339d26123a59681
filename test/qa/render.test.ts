import { describe, expect, it } from "vitest";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import type { Answer } from "../../src/qa/answer.ts";
import { renderAnswer } from "../../src/qa/render.ts";
import { NO_CUES, nothingHeard } from "../../src/sound/transcript.ts";
import { heardOf } from "../../src/summary/listen.ts";
import type { Heard } from "../../src/summary/summary.ts";
import type { Frame } from "../../src/video/video.ts";

const SUBTITLES: Heard = {
  ...{ source: "subtitles", language: "en", by: null, spokenSeconds: null, heardSeconds: null },
};

function rendered(answer: Partial<Answer>, sound: Heard, language = "en", moments: readonly Frame[] = []) {
  const nothing: Answer = {
    ...{ text: "", moments: [], quotes: [], sentences: [], about: "no", rescanned: [] },
    ...{ originalGone: false, shortage: null, droppedTurns: 0, turn: { question: "", asked: "", reply: "" } },
  };
  const coverage = { start: 0, end: 60, frames: 12, largestGap: 5, sound };
  const parts = { answer: { ...nothing, ...answer }, moments, coverage, tellCut: false };
  return renderAnswer(parts, catalogueFor(language));
}

describe("no answer", () => {
  it.each(NO_CUES)("to a question about what is said says that nothing was heard, and why: %s", (noCues) => {
    const { text } = rendered({ about: "surely" }, heardOf(nothingHeard(noCues)));
    const why = catalogueFor("en").summary.soundUnused[noCues];
    expect(text).toBe(`I don’t know what is said in this video. ${why}`);
  });

  it("to a question about what is said says that the words were searched", () => {
    expect(rendered({ about: "surely" }, SUBTITLES).text).toMatch(
      /^I can’t find that in what is said, or in the frames/,
    );
    expect(rendered({ about: "perhaps" }, SUBTITLES, "zh-Hans").text).toMatch(/^在视频里说的话/);
  });

  it("to a question about what is seen says what was looked at", () => {
    for (const sound of [SUBTITLES, heardOf(nothingHeard("no-server"))]) {
      expect(rendered({ about: "no" }, sound).text).toMatch(/^I can’t see that in the frames I looked at/);
    }
    expect(rendered({ about: "perhaps" }, heardOf(nothingHeard("no-server"))).text).toMatch(
      /^I can’t see that/,
    );
  });
});

describe("an answer of several sentences", () => {
  const frame = (timestamp: number) => ({
    ...{ timestamp, label: String(timestamp), width: 320, height: 180, jpeg: Buffer.from(String(timestamp)) },
  });
  const [early, late] = [frame(12.5), frame(83.2)];
  const cue = { id: "c1", start: 12, end: 14, text: "Empty." };
  const sentences = [
    { text: "A man comes in.", moments: [late], quotes: [] },
    { text: "He is late.", moments: [], quotes: [] },
    { text: "The room was empty.", moments: [early], quotes: [cue] },
  ];
  const told = { text: "All of it.", moments: [early, late], quotes: [cue], sentences };

  it("has each still under the sentence that rests on it", () => {
    const { text, cards = [] } = rendered(told, SUBTITLES, "en", [early, late]);
    expect(text).toBe("A man comes in. He is late.");
    expect(cards.map(({ time, body, caption }) => [time, body, caption])).toEqual([
      ["1:23.2", "", "At 1:23.2"],
      ["", "The room was empty.\n“Empty.” (0:12)", "At 0:12.5"],
    ]);
  });

  it("says of each still what the sentence that rests on it says", () => {
    const { cards = [] } = rendered(told, SUBTITLES, "en", [early, late]);
    expect(cards.map(({ image }) => image?.alt)).toEqual([
      "The frame at 1:23.2: A man comes in. He is late.",
      "The frame at 0:12.5: The room was empty.",
    ]);
  });

  it("is one text where there are no stills to show", () => {
    const { text, cards } = rendered(told, SUBTITLES);
    expect([text, cards]).toEqual(["A man comes in. He is late. The room was empty.\n“Empty.” (0:12)", []]);
  });
});

it("an answer from the pictures to a question that may be about words says that none were heard", () => {
  const unheard = heardOf(nothingHeard("no-server"));
  const { footer } = rendered({ text: "It says 42.", about: "perhaps" }, unheard);
  expect(footer).toEqual([
    "I don’t know what is said in this video. Sound not used: no speech server is connected.",
  ]);
  expect(rendered({ text: "It says 42.", about: "perhaps" }, SUBTITLES).footer).toEqual([]);
  expect(rendered({ text: "A man.", about: "no" }, unheard).footer).toEqual([]);
});
