import { describe, expect, it } from "vitest";
import { classifyLink, isPrivateLink, momentLink } from "../../src/media/links.ts";

describe("classifyLink", () => {
  it.each([
    ["https://www.youtube.com/watch?v=abc", "YouTube"],
    ["https://m.youtube.com/shorts/abc", "YouTube"],
    ["https://www.youtube.com/playlist?list=PL1", "YouTube"],
    ["https://youtu.be/dQw4w9WgXcQ?t=5", "YouTube"],
    ["https://www.youtube.com/embed/abcdefghijk?start=5", "YouTube"],
    ["https://www.youtube.com/v/abcdefghijk", "YouTube"],
    ["https://www.youtube-nocookie.com/embed/abcdefghijk", "YouTube"],
    ["https://www.youtube.com/watch/?v=abcdefghijk", "YouTube"],
    ["https://vimeo.com/123456", "Vimeo"],
    ["https://vimeo.com/channels/staffpicks/123456", "Vimeo"],
    ["https://www.loom.com/share/0123456789abcdef", "Loom"],
    ["https://www.tiktok.com/@who/video/123", "TikTok"],
    ["https://vm.tiktok.com/ZM123/", "TikTok"],
    ["https://x.com/who/status/123", "X"],
    ["https://twitter.com/who/status/123/video/1", "X"],
    ["https://www.bilibili.com/video/BV1xx411c7mD", "Bilibili"],
    ["https://clips.twitch.tv/SomeClip", "Twitch"],
    ["https://www.twitch.tv/who/clip/SomeClip", "Twitch"],
    ["https://www.twitch.tv/videos/123", "Twitch"],
    ["https://www.dailymotion.com/video/x8abc", "Dailymotion"],
    ["https://streamable.com/abc12", "Streamable"],
  ])("knows %s as a page of %s", (url, site) => {
    expect(classifyLink(url)).toMatchObject({ kind: "page", site });
  });

  it.each(["mp4", "MOV", "webm", "mkv", "ts", "avi", "flv", "ogv", "wmv", "gif", "m4v"])(
    "takes a path that ends in .%s for a file",
    (ending) => {
      expect(classifyLink(`https://a.example/clip.${ending}?key=1`).kind).toBe("direct");
    },
  );

  it.each([
    "https://a.example/article.html",
    "https://a.example/watch?file=v.mp4",
    "https://www.youtube.com/@channel",
    "https://www.youtube.com/",
    "https://youtube.com.a.example/watch?v=abc",
    "https://a.example/youtube.com/watch?v=abc",
    "https://youtube.com@a.example/watch?v=abc",
    "https://youtube.com:8443/watch?v=abc",
    "https://x.com/who",
    "https://www.youtube.com/embed/videoseries?list=PL1",
    "ftp://youtube.com/watch?v=abc",
    "not a link",
  ])("promises nothing of %s", (url) => {
    expect(classifyLink(url).kind).toBe("unsupported");
  });
});

describe("momentLink", () => {
  it.each([
    ["https://www.youtube.com/watch?v=abc&list=PL1&t=9", "https://www.youtube.com/watch?v=abc&t=65s"],
    ["https://youtu.be/abcdefg?si=x", "https://youtu.be/abcdefg?t=65"],
    ["https://www.youtube.com/shorts/abc", "https://www.youtube.com/watch?v=abc&t=65s"],
    ["https://www.youtube.com/embed/abc?start=5", "https://www.youtube.com/watch?v=abc&t=65s"],
    ["https://www.youtube.com/v/abc", "https://www.youtube.com/watch?v=abc&t=65s"],
    ["https://www.youtube-nocookie.com/embed/abc", "https://www.youtube.com/watch?v=abc&t=65s"],
    ["https://www.youtube.com/watch/?v=abc&si=x", "https://www.youtube.com/watch/?v=abc&t=65s"],
    ["https://vimeo.com/123456#t=3s", "https://vimeo.com/123456#t=65s"],
    ["https://www.loom.com/share/abc?sid=1", "https://www.loom.com/share/abc?t=65"],
    ["https://www.twitch.tv/videos/123", "https://www.twitch.tv/videos/123?t=0h1m5s"],
    ["https://www.bilibili.com/video/BV1xx?p=2", "https://www.bilibili.com/video/BV1xx?p=2&t=65"],
    ["https://www.dailymotion.com/video/x8abc", "https://www.dailymotion.com/video/x8abc?start=65"],
    [
      "https://player.vimeo.com/video/123456?h=0a1b2c&app=1",
      "https://player.vimeo.com/video/123456?h=0a1b2c#t=65s",
    ],
    ["https://a.example/talk.mp4#t=3", "https://a.example/talk.mp4#t=65"],
  ])("opens %s at the second", (link, expected) => {
    expect(momentLink(link, 65.9)).toBe(expected);
  });

  it.each([
    "https://www.tiktok.com/@who/video/123",
    "https://x.com/who/status/123",
    "https://clips.twitch.tv/SomeClip",
    "https://a.example/loop.gif",
    "https://a.example/article",
    "https://a.example/talk.mp4?key=1",
    "https://me:secret@a.example/talk.mp4",
    "https://www.youtube.com/playlist?list=PL1",
    "https://www.youtube.com/clip/UgkxAbc",
    "not a link",
  ])("has none for %s", (link) => {
    expect(momentLink(link, 65)).toBeNull();
  });

  it("never points before the beginning, nor at no time", () => {
    expect(momentLink("https://youtu.be/abcdefg", -0.04)).toBe("https://youtu.be/abcdefg?t=0");
    expect(momentLink("https://youtu.be/abcdefg", Number.NaN)).toBeNull();
  });
});

describe("isPrivateLink", () => {
  it.each([
    ["https://vimeo.com/123456/0a1b2c3d4e", true],
    ["https://player.vimeo.com/video/123456?h=0a1b2c3d4e", true],
    ["https://vimeo.com/123456", false],
    ["https://www.youtube.com/watch?v=abc&h=1", false],
  ])("of %s is %s", (link, expected) => {
    expect(isPrivateLink(link)).toBe(expected);
  });
});
