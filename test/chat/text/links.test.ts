import { describe, expect, it } from "vitest";
import { findLinks } from "../../../src/chat/text/links.ts";

describe("findLinks", () => {
  it("finds several links in their order, each once", () => {
    const text =
      "First https://a.example/1.mp4, then http://b.example/2.webm and https://a.example/1.mp4 again";
    expect(findLinks(text)).toEqual(["https://a.example/1.mp4", "http://b.example/2.webm"]);
  });

  it.each([
    ["See https://a.example/v.mp4.", "https://a.example/v.mp4"],
    ["(https://a.example/v.mp4)", "https://a.example/v.mp4"],
    ["https://a.example/v_(1).mp4", "https://a.example/v_(1).mp4"],
    ["[talk](https://a.example/v.mp4)", "https://a.example/v.mp4"],
    ["<https://a.example/v.mp4|talk>", "https://a.example/v.mp4"],
    ["<https://a.example/v.mp4>", "https://a.example/v.mp4"],
    ["**https://a.example/v.mp4**", "https://a.example/v.mp4"],
    ["`https://a.example/v.mp4`", "https://a.example/v.mp4"],
    ["“https://a.example/v.mp4”", "https://a.example/v.mp4"],
    ["看这个https://a.example/v.mp4，很好", "https://a.example/v.mp4"],
    ["看（https://a.example/v.mp4）。", "https://a.example/v.mp4"],
    ["https://a.example/v.mp4，谢谢", "https://a.example/v.mp4"],
    ["“https://a.example/v.mp4”。", "https://a.example/v.mp4"],
    ["「https://a.example/v.mp4」を見て", "https://a.example/v.mp4"],
    ["https://a.example/v.mp4：好", "https://a.example/v.mp4"],
    ["https://a.example/v.mp4～", "https://a.example/v.mp4"],
    ["https://a.example/v.mp4\u200b", "https://a.example/v.mp4"],
    ["https://a.example/v.mp4\u200bnext", "https://a.example/v.mp4"],
    ["https://a.example/v.mp4\ufeff\u2069", "https://a.example/v.mp4"],
    ["https://a.example/it's.mp4'", "https://a.example/it's.mp4"],
    ["(https://a.example/v_(film))", "https://a.example/v_(film)"],
    ["HTTPS://A.example/v.mp4?x=1&y=2#t=5", "HTTPS://A.example/v.mp4?x=1&y=2#t=5"],
    ["what about https://a.example/v.mp4?!", "https://a.example/v.mp4"],
    ["https://a.example/видео.mp4", "https://a.example/видео.mp4"],
  ])("reads %j as one link", (text, url) => {
    expect(findLinks(text)).toEqual([url]);
  });

  it.each(["no link", "ftp://a.example/v.mp4", "a.example/v.mp4", "xhttps://", "https://", "http://[", ""])(
    "finds none in %j",
    (text) => {
      expect(findLinks(text)).toEqual([]);
    },
  );

  it("stays quick on a text made to be slow", () => {
    const text = `https://a.example/${"(".repeat(10_000)}${")".repeat(10_000)}.,.,`.repeat(3);
    const before = process.threadCpuUsage().user;
    findLinks(text);
    expect(process.threadCpuUsage().user - before).toBeLessThan(2_000_000);
  });
});
