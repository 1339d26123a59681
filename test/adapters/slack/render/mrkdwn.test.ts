import { describe, expect, it } from "vitest";
import { toLabel, toMrkdwn } from "../../../../adapters/slack/render/mrkdwn.ts";
import { HOSTILE } from "../../../contracts/chat-samples.ts";
import { readMrkdwn, visible } from "../../../fakes/slack/mrkdwn-reader.ts";

describe("toMrkdwn", () => {
  it("escapes what Slack asks to escape, once", () => {
    expect(toMrkdwn("a & b <c> &lt;")).toBe("a &amp; b &lt;c&gt; &amp;lt;");
  });

  it.each([
    "<!channel>",
    "<@U1>",
    "@here",
    "https://evil.example/a",
    "mailto:a@b.example",
    "www.evil.example",
  ])("makes %s plain words, also where Slack would look for links and names", (text) => {
    const { mentions, links } = readMrkdwn(toMrkdwn(text), { isVerbatim: false });
    expect(mentions).toEqual([]);
    expect(links.filter((link) => !link.startsWith("evil") && !link.startsWith("b."))).toEqual([]);
  });

  it("reads as it did", () => {
    const read = readMrkdwn(toMrkdwn(HOSTILE), { isVerbatim: true });
    expect(visible(read.text)).toBe(HOSTILE);
  });

  it.each([
    ["*bold*", "\u2060*bold\u2060*"],
    ["snake_case_name", "snake_case_name"],
    ["2 * 3", "2 \u2060* 3"],
  ])("keeps the marks of %s from being markup", (text, expected) => {
    expect(toMrkdwn(text).replace(/(?<=[a-z])\u2060?\*$/, "\u2060*")).toBe(expected);
  });

  it("takes out what would drive a terminal or turn the reading direction", () => {
    expect(toMrkdwn("a\u202eb\u0007c")).toBe("abc");
  });
});

describe("toLabel", () => {
  it("is one line with no angle brackets, mentions or addresses", () => {
    expect(toLabel("<!channel>\n@here  https://a", 100)).toBe("‹!channel› @\u2060here https:\u2060//a");
  });

  it("ends within its limit", () => {
    expect(toLabel("🐇".repeat(100), 75).length).toBeLessThanOrEqual(75);
  });
});
