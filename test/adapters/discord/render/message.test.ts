import { ButtonStyle } from "discord.js";
import { describe, expect, it } from "vitest";
import { decodeAction } from "../../../../adapters/discord/render/actions.ts";
import { inEmbeds } from "../../../../adapters/discord/render/in-embeds.ts";
import { drawLayout } from "../../../../adapters/discord/render/layout.ts";
import { drawMessage } from "../../../../adapters/discord/render/message.ts";
import type { OutgoingMessage } from "../../../../src/chat/message.ts";
import { card, expectWithinLimits, gallery, picture, summary, text } from "./samples.ts";

describe("drawMessage", () => {
  it("is one message in the order of reading: words, each card with its still, footer, files, buttons", () => {
    const report = { name: "report.html", mediaType: "text/html", data: Buffer.alloc(1) };
    const times = [{ text: "1:00", url: "https://video.example/?t=60" }];
    const actions = [{ id: "more", label: "More", value: "k" }];
    const parts = drawMessage(summary([card(1), card(2)], { files: [report], times, actions }));
    expect(parts).toHaveLength(1);
    const container = (content: string, still: string) => ({
      ...{ type: 17, accent_color: 0x2f9e8f },
      components: [text(content), gallery(still)],
    });
    expect(drawLayout(parts[0])).toEqual([
      text("## Title\nWhat happens."),
      container("-# [1:00 – 1:59](<https://video.example/?t=60>)\n### Theme 1\nBody 1", "still-1.jpg"),
      container("-# 2:00 – 2:59\n### Theme 2\nBody 2", "still-2.jpg"),
      text("-# Looked."),
      { type: 13, file: { url: "attachment://report.html" } },
      parts[0].rows[0],
    ]);
  });

  it("is a message of text and embeds and one of what belongs below, where components are not known", () => {
    const report = { name: "report.html", mediaType: "text/html", data: Buffer.alloc(1) };
    const [part] = drawMessage(summary([card(1), card(2)], { files: [report] }));
    const older = inEmbeds(part);
    expect(older.map(({ content, embeds, files }) => [content, embeds.length, files.length])).toEqual([
      ["## Title\nWhat happens.", 2, 2],
      ["-# Looked.", 0, 1],
    ]);
    expect(older[0].embeds[0]).toMatchObject({
      author: { name: "1:00 – 1:59" },
      title: "Theme 1",
      description: "Body 1",
      image: { url: "attachment://still-1.jpg" },
    });
    expect(older.flatMap(({ isLayout }) => isLayout ?? [])).toEqual([]);
  });

  it.each([
    [0, 1],
    [3, 2],
  ])("is divided so that no message has more than 40 components, with %d menus into %d", (menus, count) => {
    const actions = Array.from({ length: 5 + menus }, (_, at) => ({
      ...{ id: `act-${"abcdefgh"[at]}`, label: "Act", value: "k" },
      ...(at >= 5 && { choices: [{ label: "One", value: "1" }] }),
    }));
    const parts = drawMessage(
      summary(
        Array.from({ length: 10 }, (_, at) => card(at)),
        { actions },
      ),
    );
    expectWithinLimits(parts);
    expect(parts).toHaveLength(count);
    expect(parts.flatMap(({ embeds }) => embeds)).toHaveLength(10);
    expect(parts.at(-1)?.embeds.length).toBeGreaterThan(0);
  });

  it.each([
    ["as text", undefined, "-# Still at 1:30.0"],
    [
      "as a link",
      [{ text: "1:30.0", url: "https://video.example/?t=90" }],
      "-# Still at [1:30.0](<https://video.example/?t=90>)",
    ],
  ])("keeps a still's own time right above it, %s", (_, times, line) => {
    const cards = [card(1, { caption: "Still at 1:30.0" }), card(2)];
    const [{ embeds }] = drawMessage(summary(cards, { ...(times && { times }) }));
    expect(embeds[0]?.description).toBe(`Body 1\n${line}`);
    expect(embeds[0]).not.toHaveProperty("footer");
    expect(embeds[0]?.image?.url).toBe("attachment://still-1.jpg");
  });

  it.each([
    ["once above a picture without words", { title: "", body: "", caption: "At 1:30.0" }, undefined],
    ["above a picture without a caption", { title: "", body: "" }, { name: "1:00 – 1:59" }],
    ["above words", { title: "", caption: "At 1:30.0" }, { name: "1:00 – 1:59" }],
  ])("shows a time %s", (_, more, author) => {
    const [{ embeds }] = drawMessage({ kind: "answer", text: "Yes.", cards: [card(1, more)] });
    expect(embeds[0]?.author).toEqual(author);
  });

  it("keeps a footer below the sentences that go on beside their stills, in the same message", () => {
    const beside = { title: "", time: "", caption: "At 1:30.0" };
    const cards = [card(1, { ...beside, body: "" }), card(2, { ...beside, body: "He sits." })];
    const parts = drawMessage({ kind: "answer", text: "Yes.", cards, footer: ["Looked again."] });
    expect(parts).toHaveLength(1);
    expect(drawLayout(parts[0]).at(-1)).toEqual(text("-# Looked again."));
    const [older, ...more] = inEmbeds(parts[0]);
    expect(more).toEqual([]);
    expect(older.content).toBe("Yes.");
    expect(older.embeds.map(({ description, image }) => [description, image?.url])).toEqual([
      ["-# At 1:30.0", "attachment://still-1.jpg"],
      ["He sits.\n-# At 1:30.0", "attachment://still-2.jpg"],
      ["-# Looked again.", undefined],
    ]);
  });

  it("keeps every limit and the order of time, with ten cards of long text", () => {
    const cards = Array.from({ length: 10 }, (_, position) =>
      card(position, { body: "A long description. ".repeat(120), note: "It matters. ".repeat(20) }),
    );
    const parts = drawMessage(summary(cards));
    expectWithinLimits(parts);
    const times = parts.flatMap(({ embeds }) => embeds.flatMap(({ author }) => author?.name ?? []));
    expect(times).toEqual(cards.map(({ time }) => time));
  });

  it.each([
    ["a text", { text: "*_".repeat(20_000) }],
    ["a title", { title: "Word ".repeat(2000) }],
    ["a footer", { footer: Array.from({ length: 40 }, () => "line ".repeat(300)) }],
  ])("keeps every limit with %s far too long", (_, more) => {
    expectWithinLimits(drawMessage(summary([card(1)], more)));
  });

  it.each([
    ["body", { body: "野兔".repeat(9000) }],
    ["title", { title: "字".repeat(900) }],
    ["note", { note: "why ".repeat(3000) }],
    ["time and caption", { time: "1".repeat(400), caption: "c".repeat(4000) }],
  ])("keeps every limit with a card's %s far too long, and the still with its last words", (_, more) => {
    const parts = drawMessage(summary([card(1, more), card(2)]));
    expectWithinLimits(parts);
    expect(parts.flatMap(({ files }) => files.map(({ name }) => name))).toEqual([
      "still-1.jpg",
      "still-2.jpg",
    ]);
  });

  it("loses no word of a card that is too long for one embed", () => {
    const body = Array.from({ length: 3000 }, (_, word) => `word${word}`).join(" ");
    const drawn = drawMessage(summary([card(1, { body })])).flatMap(({ embeds }) =>
      embeds.map(({ description }) => description ?? ""),
    );
    expect(drawn.join(" ")).toBe(body);
  });

  it("sends more files than one message takes in several", () => {
    const files = Array.from({ length: 23 }, (_, at) => picture(`picture-${at}.jpg`));
    const parts = drawMessage({ kind: "notice", text: "All of them.", files });
    expect(parts.map((part) => part.files.length)).toEqual([10, 10, 3]);
  });

  it("gives files of one name two, in letters that an address keeps", () => {
    const files = [picture("стилл 1.jpg"), picture("still.jpg"), picture("still.jpg")];
    const names = drawMessage({ kind: "notice", text: "x", files })[0].files.map(({ name }) => name);
    expect(names).toEqual(["-1.jpg", "still.jpg", "2-still.jpg"]);
  });

  it("draws the same parts every time", () => {
    const message = summary(Array.from({ length: 25 }, (_, at) => card(at)));
    expect(drawMessage(message)).toEqual(drawMessage(message));
  });

  it("shows how far the whole work is as a line that needs no language", () => {
    const line = (progress: OutgoingMessage["progress"]) =>
      drawMessage({ kind: "progress", text: "Looking", ...(progress && { progress }) })[0].content;
    expect(line({ step: "fetch" })).toBe(`Looking\n${"▱".repeat(20)}`);
    expect(line({ step: "scan", fraction: 0.5 })).toBe(`Looking\n${"▰".repeat(6)}${"▱".repeat(14)}`);
    expect(line({ step: "answer" })).toBe("Looking");
    expect(line({ step: "stills", done: true })).toBe(`Looking\n${"▰".repeat(16)}${"▱".repeat(4)}`);
    expect(line({ step: "reply", done: true })).toBe("Looking");
    expect(line({ step: "scan", fraction: 7 })).toBe(`Looking\n${"▰".repeat(8)}${"▱".repeat(12)}`);
  });

  it("puts buttons in rows of five, each menu in its own, and reads them back", () => {
    const action = (id: string, more = {}) => ({ id, label: id, value: "job-7", ...more });
    const choices = [{ label: "1:20", value: "80" }];
    const [part] = drawMessage({
      kind: "notice",
      text: "x",
      actions: [
        action("stop", { style: "danger" }),
        action("more", { style: "primary" }),
        action("report"),
        action("frame", { choices }),
      ],
    });
    expect(part.rows.map(({ components }) => components.length)).toEqual([3, 1]);
    const styles = [ButtonStyle.Danger, ButtonStyle.Primary, ButtonStyle.Secondary];
    expect(part.rows[0]?.components.map((one) => "style" in one && one.style)).toEqual(styles);
    const [stop] = part.rows[0]?.components ?? [];
    expect(stop && "custom_id" in stop && decodeAction(stop.custom_id)).toEqual({
      id: "stop",
      value: "job-7",
    });
  });

  it("leaves out what is for the operator", () => {
    const parts = drawMessage({ kind: "notice", text: "x", operatorHint: "vllm serve" });
    expect(JSON.stringify(parts)).not.toContain("vllm");
  });
});

describe("decodeAction", () => {
  it.each(["", "other:stop:1", "cue:STOP:1", "cue:stop"])("does not know %j", (customId) => {
    expect(decodeAction(customId)).toBeNull();
  });

  it("keeps colons in the value", () => {
    expect(decodeAction("cue:frame:discord:1:2:3")).toEqual({ id: "frame", value: "discord:1:2:3" });
  });
});
