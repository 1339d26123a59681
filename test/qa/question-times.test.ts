import { describe, expect, it } from "vitest";
import { namedRange } from "../../src/qa/question-times.ts";

const DURATION = 600;

describe("namedRange", () => {
  it.each([
    ["what does the slide at 4:10 say?", 248, 252],
    ["what happens at 83 s", 81, 85],
    ["what is shown around 1:02.5?", 60.5, 64.5],
    ["who speaks between 2:00 and 2:30?", 120, 150],
    ["what happens from 1:00 to 1:20", 60, 80],
    ["0:10-0:20 please", 10, 20],
    ["what happens in the last ten seconds?", 590, 600],
    ["what happens in the last 30 seconds?", 570, 600],
    ["and in the first minute?", 0, 60],
    ["describe the first 2 minutes", 0, 120],
    ["第83秒发生了什么？", 81, 85],
    ["最后10秒发生了什么？", 590, 600],
    ["2分10秒的时候屏幕上写了什么", 128, 132],
    ["was passiert bei 4:10?", 248, 252],
    ["at 1:00", 58, 62],
    ["what happens one minute in?", 58, 62],
    ["what is written at one minute twenty-three?", 81, 85],
    ["what happens at 4m10s", 248, 252],
    ["at minute 2?", 118, 122],
    ["between 2 and 3 minutes, who talks?", 120, 180],
    ["between the 10 and 20 second mark", 10, 20],
    ["from 1:00 till the end", 60, 600],
    ["in the last half minute", 570, 600],
    ["in the last few seconds", 595, 600],
    ["最后十秒发生了什么", 590, 600],
    ["最后的十秒里出现了什么？", 590, 600],
    ["最初的三秒是什么颜色？", 0, 3],
    ["1：23的时候是什么", 81, 85],
    ["wer kommt bei 2 Minuten 5 Sekunden?", 123, 127],
    ["what happens at １:２３?", 81, 85],
    ["what is at 00:01:23,500?", 81.5, 85.5],
    ["what is at 1'23\"?", 81, 85],
    ["what is at １'２３?", 81, 85],
    ["who comes in at 1’23’’?", 81, 85],
    ["what is at 1'23.5\"?", 81.5, 85.5],
    ["who speaks between 1'23\" and 1'30\"?", 83, 90],
    ["who speaks between 1'23 and 1'30?", 83, 90],
    ['what does "hello" at 1\'23" mean, and what "bye"?', 81, 85],
    ["the clock says 23:59, what happens at 1:20?", 78, 82],
  ])("finds the moment in: %s", (question, start, end) => {
    expect(namedRange(question, DURATION)).toEqual({ start, end });
  });

  it.each([
    "who comes in after the error?",
    "how many people are there?",
    "what is on slide 4?",
    "",
    "is it 3 metres wide?",
    "who waits for 5 seconds?",
    "who is first, second and third?",
    "is it music of the 80s?",
    "is he 5'11\" tall?",
    "who of them is 5'11?",
    'what is the sign "1\'23" for?',
  ])("finds none in: %s", (question) => {
    expect(namedRange(question, DURATION)).toBeNull();
  });

  it("stays within the video, and ignores a moment after its end", () => {
    expect(namedRange("at 0:01", DURATION)).toEqual({ start: 0, end: 3 });
    expect(namedRange("at 9:59", DURATION)).toEqual({ start: 597, end: 600 });
    expect(namedRange("at 20:00", DURATION)).toBeNull();
  });
});

it("takes no time worth the name for a question of blanks", () => {
  const before = process.threadCpuUsage().user;
  expect(namedRange(`first half ${" ".repeat(40_000)}`, DURATION)).toBeNull();
  expect(process.threadCpuUsage().user - before).toBeLessThan(200_000);
});
