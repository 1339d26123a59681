import { describe, expect, it } from "vitest";
import { parseTimedText, toSrt, toVtt } from "../../../src/sound/captions/timed-text.ts";
import { numberCues } from "../../../src/sound/transcript.ts";

describe("WebVTT", () => {
  it("is read without its header, notes, styles, numbers and markup", () => {
    const text = `\uFEFFWEBVTT - made by hand\r
STYLE
::cue { color: red }

NOTE nothing

intro
00:01.000 --> 00:02.500 align:start position:0%
<v Ada>Hello <b>there</b> &amp; welcome

01:00:00.000 --> 01:00:01.000
<00:00:01.000><c>Tom &lt;3</c>
second line
`;
    expect(parseTimedText(text)).toEqual([
      { start: 1, end: 2.5, text: "Hello there & welcome", speaker: "Ada" },
      { start: 3600, end: 3601, text: "Tom <3 second line" },
    ]);
  });

  it("keeps a line that scrolls up once, as video sites show it", () => {
    const text = `WEBVTT

00:00.000 --> 00:02.000
so today we

00:02.000 --> 00:02.010
so today we

00:02.010 --> 00:04.000
so today we
look at birds
`;
    expect(parseTimedText(text).map(({ start, text: words }) => [start, words])).toEqual([
      [0, "so today we"],
      [2.01, "look at birds"],
    ]);
  });
});

it("reads SubRip, also without empty lines between its cues, and sorts by time", () => {
  const text = "2\n00:00:05,000 --> 00:00:06,000\n{\\an8}later\n1\n00:00:01,250 --> 00:00:02,000\nearlier\n";
  const cues = parseTimedText(text);
  expect(cues.map(({ start }) => start)).toEqual([1.25, 5]);
  expect(cues[0]?.text).toBe("earlier");
  expect(cues[1]?.text).toContain("later");
});

it.each([
  ["an end before its start", "00:00:05,000 --> 00:00:04,000\nx"],
  ["no words", "00:00:05,000 --> 00:00:06,000\n<i></i>\n"],
  ["no cue at all", "hello\nthere"],
])("leaves out %s", (_, text) => {
  expect(parseTimedText(text)).toEqual([]);
});

const cues = numberCues([
  { start: 1.0004, end: 2.5, text: "a < b & c --> d", speaker: "Speaker 1" },
  { start: 3661.2, end: 3662, text: "later" },
]);

it("writes what it reads", () => {
  const read = parseTimedText(toVtt(cues));
  expect(read).toEqual([
    { start: 1, end: 2.5, text: "a < b & c --> d", speaker: "Speaker 1" },
    { start: 3661.2, end: 3662, text: "later" },
  ]);
  expect(toVtt(cues)).toContain("\nc2\n01:01:01.200 --> 01:01:02.000\n");
  expect(parseTimedText(toSrt(cues)).map(({ text }) => text)).toEqual(["Speaker 1: a < b & c → d", "later"]);
});
