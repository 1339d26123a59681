import { describe, expect, it } from "vitest";
import { withSentTimesOnly } from "../../src/summary/times-in-text.ts";

const SENT = [0, 12.5, 83.2, 3600];

describe("withSentTimesOnly", () => {
  it.each([
    ["A man enters. He sits down.", "A man enters. He sits down."],
    ["At <12.5 seconds> a man enters.", "At 0:12 a man enters."],
    ["He falls at 1:23.", "He falls at 1:23."],
    ["It ends at 1:00:00.", "It ends at 1:00:00."],
    ["He waits for 5 seconds.", "He waits for 5 seconds."],
    ['A clock shows "23:59".', 'A clock shows "23:59".'],
    ["墙上的钟显示“09:41”。", "墙上的钟显示“09:41”。"],
  ])("keeps what was sent or is no moment: %s", (text, expected) => {
    expect(withSentTimesOnly(text, SENT)).toBe(expected);
  });

  it.each([
    ["A man enters. He falls at 2:47. He gets up.", "A man enters. He gets up."],
    ["At <99.9 seconds> a man enters.", ""],
    ["At 47 seconds he falls. Then he rests.", "Then he rests."],
    ["第47秒他摔倒了。然后他休息。", "然后他休息。"],
    ["Around 47.5s the light goes out.", ""],
  ])("drops the sentence with a moment that was never sent: %s", (text, expected) => {
    expect(withSentTimesOnly(text, SENT)).toBe(expected);
  });
});
