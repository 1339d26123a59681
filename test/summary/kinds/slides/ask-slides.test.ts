import { expect, it } from "vitest";
import {
  checkSlides,
  slidesQuestion,
  slidesSchema,
} from "../../../../src/summary/kinds/slides/ask-slides.ts";

const frame = (label: string) => ({
  ...{ label, timestamp: Number(label), width: 512, height: 288, jpeg: Buffer.alloc(0) },
});
const ASKED = {
  frames: [frame("3.0"), frame("9.5")],
  cues: [
    { id: "c1", start: 1, end: 3, text: "Entropy is a word from physics." },
    { id: "c2", start: 3, end: 6, text: "It counts in how many ways things can be." },
    { id: "c3", start: 6, end: 9, text: "So much for that." },
    { id: "c4", start: 9, end: 12, text: "What is a gradient?" },
  ],
  language: "en",
};
const SLIDE = { frame: "3.0", title: "Entropy", text: "Ways, states" };

const checked = (reply: unknown) => checkSlides(JSON.stringify(reply), ASKED);

it("asks only for frames and lines that were sent", () => {
  const schema = JSON.stringify(slidesSchema(ASKED));
  expect(schema).toContain('"enum":["3.0","9.5"]');
  expect(schema).toContain('"enum":["c1","c2","c3","c4"]');
  expect(JSON.stringify(slidesSchema({ ...ASKED, cues: [] }))).not.toContain("terms");
  expect(slidesQuestion({ ...ASKED, cues: [] })).not.toContain("terms");
});

it("keeps a term where it is said by the line it names or the one beside it, and no other", () => {
  const term = (name: string, line: string) => ({
    term: name,
    explanation: "In how many ways it can be.",
    line,
  });
  const terms = [
    ...[term("entropy", "c2"), term("Entropy", "c4"), term("Enthalpy", "c1")],
    ...[term("gradient", "c9"), term("", "c1")],
  ];
  expect(checked({ slides: [], terms })).toMatchObject({
    ok: true,
    value: { terms: [{ term: "entropy", cue: { id: "c2" } }] },
  });
});

it("takes no slide of a frame that was not sent, and each frame once", () => {
  expect(checked({ slides: [{ ...SLIDE, frame: "7.0" }], terms: [] }).ok).toBe(false);
  const twice = checked({ slides: [SLIDE, { ...SLIDE, title: "Entropy again" }], terms: [] });
  expect(twice).toMatchObject({ value: { slides: [{ label: "3.0", title: "Entropy again" }] } });
});

it("shows no time in a slide's words that was not sent", () => {
  const slide = { ...SLIDE, text: "The third law. It happens at 0:47 exactly." };
  expect(checked({ slides: [slide], terms: [] })).toMatchObject({
    value: { slides: [{ text: "The third law." }] },
  });
});
