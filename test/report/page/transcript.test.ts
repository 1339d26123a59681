import { expect, it } from "vitest";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import { renderSummary } from "../../../src/summary/render.ts";
import { summary } from "../../fixtures/summary.ts";
import { pageOf } from "../report-of.ts";

const cues = [
  { id: "c1", start: 3, end: 5, text: "Good <b>morning</b>." },
  { id: "c2", start: 61.5, end: 64, text: "The budget is fixed.", speaker: "Speaker 1" },
];
const [first, second, third] = summary().segments;
if (!first || !second || !third) throw new Error("the sample has three segments");
const heard = summary({
  cues,
  segments: [first, { ...second, quotes: cues.slice(1) }, third],
  coverage: {
    ...summary().coverage,
    sound: { source: "server", language: "en", by: "whisper-1", spokenSeconds: 720, heardSeconds: 540 },
  },
});
const words = catalogueFor("en");

it("stands in the report as text, each line with its time leading to the segment", () => {
  const page = pageOf(heard);
  expect(page).toContain("What was said");
  expect(page).toContain('<a class="when" href="#segment-1">0:03</a> Good &lt;b&gt;morning&lt;/b&gt;.');
  expect(page).toContain('<a class="when" href="#segment-2">1:01</a> <b>Speaker 1:</b> The budget is fixed.');
  expect(pageOf(summary())).not.toContain("What was said");
});

it("is quoted under the segment that it was said in, with what was heard in all", () => {
  const message = renderSummary(heard, words);
  expect(message.cards?.[1]?.body).toMatch(/\nSpeaker 1: “The budget is fixed.” \(1:01\)$/);
  expect(message.cards?.[0]?.body).not.toContain("“Good");
  expect(message.footer?.[0]).toMatch(/Heard 9 of 12 minutes of speech, English, by whisper-1\.$/);
});
