import { describe, expect, it } from "vitest";
import { shorten, withSentTimesOnly } from "../../../src/summary/ask/reply.ts";

const SENT = [0, 12.5, 83.2, 120.4, 3600];

describe("a moment that was sent, and what is no moment, stays", () => {
  it.each([
    ["A man enters. He sits down.", "A man enters. He sits down."],
    ["At <12.5 seconds> a man enters.", "At 0:12 a man enters."],
    ["From <12.5 seconds> to <83.2> he sits.", "From 0:12 to 1:23 he sits."],
    ['A clock shows "23:59".', 'A clock shows "23:59".'],
    ["墙上的钟显示“09:41”。", "墙上的钟显示“09:41”。"],
  ])("%s", (text, expected) => {
    expect(withSentTimesOnly(text, SENT)).toBe(expected);
  });

  it.each([
    "He falls at 1:23.",
    "He falls at 00:01:23.2.",
    "He falls at 83 seconds, or 83.2 s.",
    "At 12.5, a man enters.",
    "At 1 minute 23 seconds he falls.",
    "At eighty-three seconds he falls.",
    "He falls at one minute twenty-three.",
    "He falls two minutes in.",
    "It ends at 1:00:00, one hour in.",
    "1分23秒处他摔倒了。",
    "在第八十三秒他摔倒了。",
    "Bei 83 Sekunden fällt er.",
    "À 83 secondes il tombe.",
  ])("sent: %s", (text) => {
    expect(withSentTimesOnly(text, SENT)).toBe(text);
  });

  it.each([
    "He waits for 5 seconds.",
    "It takes about 20 minutes and 30 seconds to bake.",
    "Two seconds later the light goes out.",
    "A sign says five minutes walk.",
    "It is a 30 second commercial, a 5-minute read.",
    "The music of the 80s.",
    "A car of the late 1980s.",
    "He lifts 12.5 kg, a bar 5 m long.",
    "The ratio is 16:9, the price 12.50.",
    "他等了5秒钟，共20分钟。",
    "持续1分30秒。",
    "Er wartet für 5 Sekunden.",
    "The second man and the third one.",
    "There are two people at a table in one room.",
    "三个人在百货公司。",
  ])("no moment: %s", (text) => {
    expect(withSentTimesOnly(text, SENT)).toBe(text);
  });
});

describe("a sentence with a moment that was never sent goes", () => {
  it.each([
    "At <99.9 seconds> a man enters.",
    "He falls at 2:47.",
    "He falls at 00:02:47.5.",
    "He falls at 1:23.9.",
    "He falls at 2：47.",
    "He falls at 102:47.",
    "He falls at 47 seconds.",
    "Around 47.5s the light goes out.",
    "The 47-second mark shows it.",
    "47 seconds in, he falls.",
    "47 seconds into the video he falls.",
    "He falls (47 s).",
    "47 s: he falls.",
    "At second 47 he falls.",
    "He falls in minute 3.",
    "Minute three shows a car.",
    "He falls at the 3 minute mark.",
    "He falls at 2 min 47 s.",
    "He falls at 2m47s.",
    "He falls at 2'47\".",
    "2 minutes and 47 seconds show a car.",
    "Two minutes forty-seven seconds is when he falls.",
    "He falls at one minute forty-seven.",
    "He falls at forty-seven seconds.",
    "He falls forty-seven seconds in.",
    "He falls an hour and then, at 2 hours, again.",
    "He falls between 12.5 and 47 seconds.",
    "From 12.5 to 47.5 seconds he sits.",
    "At 47.5, a man enters.",
    "The frames at 12.5 and 47.5 show it.",
    "Timestamp 47.5 shows it.",
    "第47秒他摔倒了。",
    "在47秒处他摔倒了。",
    "2分47秒他摔倒了。",
    "二分四十七秒他摔倒了。",
    "在四十七秒左右他摔倒了。",
    "大约３分钟处有一辆车。",
    "第三分钟有一辆车。",
    "Bei 47 Sekunden fällt er.",
    "In Minute 3 fällt er.",
    "Nach 3 Minuten und 5 Sekunden fällt er.",
    "À 47 secondes il tombe.",
    "A los 47 segundos se cae.",
    "На 47 секунде он падает.",
    "2分47秒に転びます。",
    "2분 47초에 넘어집니다.",
    "٤٧ seconds in, he falls.",
  ])("%s", (text) => {
    expect(withSentTimesOnly(text, SENT)).toBe("");
  });

  it("and the others stay", () => {
    const text = "A man enters. He falls at 2:47. He gets up.";
    expect(withSentTimesOnly(text, SENT)).toBe("A man enters. He gets up.");
    expect(withSentTimesOnly("第47秒他摔倒了。然后他休息。", SENT)).toBe("然后他休息。");
  });
});

it("takes no time worth the name for a long text without sense", () => {
  const before = process.threadCpuUsage().user;
  for (const piece of ["1 ", "12.5 and ", "one hundred and ", "第", "1:", "at 1 minute ", "'1"]) {
    withSentTimesOnly(piece.repeat(400), SENT);
  }
  expect(process.threadCpuUsage().user - before).toBeLessThan(1_000_000);
});

describe("shorten", () => {
  it("cuts at a sentence, else at a word, and never inside a character", () => {
    expect(shorten("One two. Three four five.", 15)).toBe("One two.");
    expect(shorten("One two three four five", 15)).toBe("One two three…");
    expect(shorten("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 13)).toBe("👩‍👩‍👧‍👦…");
    expect(shorten("short", 5)).toBe("short");
  });
});
