import type { Catalogue } from "../../../src/chat/locales/locales.ts";

export type Samples = Readonly<Record<string, (catalogue: Catalogue) => string>>;

const HEARD = { language: "de", by: "whisper", minutes: { heard: 9, spoken: 12 } };
export const COVERAGE = { frames: 96, from: "0:00", to: "12:40", largestGap: 8, sound: "No speech found." };
const MEASURED = { speech: 0.83, still: 0.4, written: 2.1, cuts: 0.5 };

/** A call for every entry about a summary and its kinds that takes parameters. */
export const SUMMARY_SAMPLES: Samples = {
  "summary.storyboardTitle": (c) => c.summary.storyboardTitle("talk.mp4"),
  "summary.storyboardText": (c) => c.summary.storyboardText(8),
  "summary.keyframeHeading": (c) => c.summary.keyframeHeading(3, 8),
  "summary.significance": (c) => c.summary.significance("x"),
  "summary.stillCaption": (c) => c.summary.stillCaption("1:42.5"),
  "summary.stillAlt": (c) => c.summary.stillAlt("1:42.5", "x"),
  "summary.stillAltUndescribed": (c) => c.summary.stillAltUndescribed("1:42.5"),
  "summary.details": (c) => c.summary.details(8, "0:00 – 1:42"),
  "summary.briefLine": (c) => c.summary.briefLine("1:42", "x", "y"),
  "summary.stripAlt": (c) => c.summary.stripAlt(["1:42 x", "2:05 y"]),
  "summary.coverage": (c) => c.summary.coverage(COVERAGE),
  "summary.coverageOfNone": (c) => c.summary.coverage({ ...COVERAGE, frames: 0 }),
  "kinds.chosen.meeting": (c) => c.kinds.chosen.meeting(MEASURED),
  "kinds.chosen.lecture": (c) => c.kinds.chosen.lecture({ ...MEASURED, speech: null }),
  "kinds.chosen.screen": (c) => c.kinds.chosen.screen(MEASURED),
  "kinds.chosen.camera": (c) => c.kinds.chosen.camera(MEASURED),
  "kinds.line": (c) => c.kinds.line({ when: "1:42", text: "x", read: "w", who: "y", due: "z" }),
  "kinds.lineDue": (c) => c.kinds.line({ when: "1:42", text: "x", due: "z" }),
  "kinds.due": (c) => c.kinds.due("z"),
  "kinds.clock.named": (c) => c.kinds.clock.named("2026-11-29 22:00:00"),
  "kinds.clock.recorded": (c) => c.kinds.clock.recorded("2026-11-29 22:00:00"),
  "kinds.movedOn": (c) => c.kinds.movedOn("left", "right"),
  "kinds.quiet": (c) => c.kinds.quiet({ total: "3:03", count: 4, longest: "0:00 – 0:40" }),
  "kinds.more": (c) => c.kinds.more(3),
  "summary.quote": (c) => c.summary.quote("x", "1:42"),
  "summary.quoteOf": (c) => c.summary.quote("x", "1:42", "y"),
  "summary.soundUsed.subtitles": (c) => c.summary.soundUsed.subtitles(HEARD),
  "summary.soundUsed.platform": (c) => c.summary.soundUsed.platform(HEARD),
  "summary.soundUsed.page": (c) => c.summary.soundUsed.page(HEARD),
  "summary.soundUsed.server": (c) => c.summary.soundUsed.server(HEARD),
  "summary.soundUsed.serverUnmeasured": (c) =>
    c.summary.soundUsed.server({ language: null, by: null, minutes: null }),
  "summary.damaged": (c) => c.summary.damaged("1:42"),
  "summary.plan.sparse": (c) => c.summary.plan.sparse({ parts: 3, share: 0.25 }),
  "summary.oneOf": (c) => c.summary.oneOf(2, 3, "talk.mp4"),
  "summary.firstOfList": (c) => c.summary.firstOfList("Talks", 12),
  "summary.firstOfListOpen": (c) => c.summary.firstOfList("Talks", null),
  "summary.smallContext": (c) =>
    c.summary.smallContext({ contextTokens: 4096, frames: 15 }, c.summary.raiseContext.ollama),
  "summary.contextTooSmall": (c) =>
    c.summary.smallContext({ contextTokens: 2048, frames: 0 }, c.summary.raiseContext.vllm),
  "summary.linesLeftOut": (c) => c.summary.linesLeftOut("Words from the video’s subtitles.", 120),
  "summary.framesHalved": (c) => c.summary.framesHalved(96, 48),
  "summary.partOf": (c) => c.summary.partOf({ number: 2, of: 6, range: "9:58 – 20:10", title: "x" }),
  "summary.partsWithoutModel": (c) => c.summary.partsWithoutModel(["9:58 – 20:10"], true),
  "summary.modelFound": (c) => c.summary.modelFound("qwen3-vl-2b", "http://127.0.0.1:8000/v1"),
};
