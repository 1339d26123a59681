import { describe, expect, it } from "vitest";
import { firstTime, markupSafe, splitAtTimes } from "../../../src/chat/text/time-links.ts";

const times = ["1:20", "1:20.5", "1:02:03"].map((text) => ({ text, url: `https://v.example/#${text}` }));
const linked = (text: string) =>
  splitAtTimes(text, times)
    .map((part) => (typeof part === "string" ? part : `[${part.text}]`))
    .join("");

describe("splitAtTimes", () => {
  it.each([
    ["1:20 – 1:20.5", "[1:20] – [1:20.5]"],
    ["at 1:20, and (1:20).", "at [1:20], and ([1:20])."],
    ["在1:20，兔子", "在[1:20]，兔子"],
    ["11:20 1:20:00 1:20.55 1:2 .1:20 0:1:20", "11:20 1:20:00 1:20.55 1:2 .1:20 0:1:20"],
    ["1:02:03", "[1:02:03]"],
    ["", ""],
  ])("reads %j as %j", (text, expected) => {
    expect(linked(text)).toBe(expected);
  });

  it("leaves a text alone where no time is a link", () => {
    expect(splitAtTimes("at 1:20", [])).toEqual(["at 1:20"]);
    expect(splitAtTimes("at 1:20", undefined)).toEqual(["at 1:20"]);
  });
});

describe("firstTime", () => {
  it("is where a range begins", () => {
    expect(firstTime("1:20 – 1:02:03", times)?.text).toBe("1:20");
    expect(firstTime("soon", times)).toBeNull();
  });
});

describe("markupSafe", () => {
  it.each([
    ["https://a.example/x_(1)|<b>*'.mp4#t=5", "https://a.example/x_%281%29%7C%3Cb%3E%2A%27.mp4#t=5"],
    ["https://a.example/%E5%85%94.mp4", "https://a.example/%E5%85%94.mp4"],
    ["https://youtu.be/a?t=5&x=[1]", "https://youtu.be/a?t=5&x=%5B1%5D"],
  ])("leaves nothing of %s that markup could end at", (address, expected) => {
    expect(markupSafe(address)).toBe(expected);
  });
});
