import { expect, it } from "vitest";
import { checkTexts } from "../../../src/qa/parts/check-texts.ts";
import { numberCues } from "../../../src/sound/transcript.ts";
import { longVideo } from "./long-video.ts";

const lines = numberCues([{ start: 5, end: 8, text: "We have 77 robots." }]);
const sent = { question: "How many of the 12 robots fall?", segments: [0, 1, 2, 3], lines };
const check = (reply: object) => checkTexts(JSON.stringify(reply), longVideo(), sent);
const found = (answer: string, more: object = {}) =>
  check({ found: true, segments: ["s4"], answer, ...more });

it("keeps the segments in order, and quotes by id alone", () => {
  expect(found("It falls.", { segments: ["s4", "s1", "s4"], quotes: ["c1", "c9"] })).toEqual({
    ok: true,
    value: {
      ...{ kind: "found", text: "It falls.", segments: [0, 3], quotes: lines },
      sentences: [{ text: "It falls.", segments: [3, 0, 3], quoted: ["c1", "c9"] }],
    },
  });
});

it("takes no segment that was not sent, no time, and no number that nothing names", () => {
  expect(found("It falls.", { segments: ["s5"] })).toMatchObject({ ok: false });
  expect(found("It falls at 12:40.")).toMatchObject({ ok: false });
  expect(found("It falls 31 times.")).toMatchObject({ ok: false });
  expect(found("It falls 4 times.")).toMatchObject({ ok: true });
  expect(found("Of 12 robots, 77 in all, the chart says 4242.")).toMatchObject({ ok: true });
});

it("knows where the pictures should be looked at", () => {
  expect(check({ found: false, look: "s2" })).toEqual({ ok: true, value: { kind: "look", segment: 1 } });
  expect(check({ found: false, look: "s9" })).toEqual({ ok: true, value: { kind: "not-found" } });
  expect(check({ found: false, look: null })).toEqual({ ok: true, value: { kind: "not-found" } });
});
