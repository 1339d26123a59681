import { describe, expect, it } from "vitest";
import { blocksOf, partsOf } from "../../../../adapters/slack/render/parts.ts";
import type { OutgoingMessage } from "../../../../src/chat/message.ts";
import { HOSTILE, hostileMessage, longText, summaryMessage } from "../../../contracts/chat-samples.ts";
import { checkBlocks } from "../../../fakes/slack/block-rules.ts";
import { createFakeClock } from "../../../fakes/slack/fake-clock.ts";
import { createWorld, type FakeBlock } from "../../../fakes/slack/world.ts";

const world = createWorld(createFakeClock());

/** What Slack would say of each part; pictures are left out, they are another matter. */
function faults(message: OutgoingMessage): readonly unknown[] {
  return partsOf(message).flatMap((part) => {
    if (part.kind === "files") return [];
    const { error, messages } = checkBlocks(blocksOf(part) as unknown as FakeBlock[], world);
    return error || part.fallback.length > 40_000 || part.fallback === "" ? [error, messages] : [];
  });
}

describe("partsOf", () => {
  it("puts a summary of ten segments into one message, and its files into a second", () => {
    const parts = partsOf(summaryMessage(10));
    expect(parts.map(({ kind }) => kind)).toEqual(["blocks", "files"]);
  });

  it("keeps a segment's words and its still together", () => {
    const pages = partsOf(summaryMessage(40)).flatMap((part) =>
      part.kind === "blocks" ? [part.pieces] : [],
    );
    expect(pages.length).toBeGreaterThan(1);
    for (const [first] of pages) expect(first).toHaveProperty("block");
    // The last one ends with the footer and the buttons.
    for (const pieces of pages.slice(0, -1)) expect(pieces.at(-1)).toHaveProperty("image");
  });

  it("draws lines around chapters, none around an answer's pictures and none at the end, and captions above their pictures", () => {
    const image = { name: "a.jpg", mediaType: "image/jpeg", data: Buffer.from("x"), alt: "a rabbit" };
    const still = { time: "0:02", title: "", body: "", caption: "At 0:02", image };
    const typesOf = (message: OutgoingMessage) => {
      const [part] = partsOf(message);
      return part?.kind === "blocks"
        ? part.pieces.map((piece) => ("block" in piece ? piece.block.type : "image"))
        : [];
    };
    expect(typesOf({ kind: "answer", text: "Yes.", cards: [still, still] })).toEqual([
      "section",
      "image",
      "image",
    ]);
    const beside = { ...still, time: "", body: "He sits." };
    expect(typesOf({ kind: "answer", text: "Yes.", cards: [still, beside], footer: ["Looked."] })).toEqual([
      ...["section", "image", "section", "image", "context"],
    ]);
    const times = [{ text: "0:02", url: "https://video.example/?t=2" }];
    // A caption with a link is a block of its own, above its picture as any caption is.
    expect(typesOf({ kind: "answer", text: "Yes.", cards: [still, still], times })).toEqual([
      ...["section", "context", "image", "context", "image"],
    ]);
    const chapter = { ...still, title: "Red", body: "All is red." };
    const summary = { kind: "summary", text: "x", cards: [chapter] } as const;
    expect(typesOf(summary)).toEqual(["section", "divider", "section", "image"]);
    expect(typesOf({ ...summary, footer: ["Looked."] }).slice(4)).toEqual(["divider", "context"]);
  });

  it("makes the same parts of the same message every time", () => {
    expect(partsOf(summaryMessage(40))).toEqual(partsOf(summaryMessage(40)));
  });

  it.each<[string, OutgoingMessage]>([
    ["forty segments", summaryMessage(40)],
    ["a hostile model", hostileMessage()],
    ["a very long answer", { kind: "answer", text: longText().text }],
    ["a hundred thousand characters without a blank", { kind: "answer", text: "野兔🐇&".repeat(20_000) }],
    ["a hundred thousand letters", { kind: "answer", text: "x".repeat(100_000) }],
    ["nothing but escapes", { kind: "answer", text: "<&>".repeat(10_000) }],
    ["a title that is too long", { kind: "notice", title: "x".repeat(500), text: "y" }],
    [
      "long notes, captions and labels",
      {
        kind: "summary",
        text: "x",
        cards: [
          { time: "0:00", title: HOSTILE.repeat(9), body: HOSTILE.repeat(99), note: HOSTILE.repeat(99) },
        ],
        footer: [HOSTILE.repeat(99)],
        actions: [{ id: "more", label: "m".repeat(200), value: "1" }],
      },
    ],
    ["an empty card", { kind: "summary", text: "x", cards: [{ time: "0:00", title: "", body: "" }] }],
  ])("keeps within Slack's limits with %s", (_what, message) => {
    expect(faults(message)).toEqual([]);
  });

  it("divides long menus between blocks, in which each has an id of its own", () => {
    const choices = Array.from({ length: 25 }, (_, n) => ({
      label: "l".repeat(75),
      value: `${n}${"v".repeat(58)}`,
    }));
    const menus = ["a", "b", "c", "d"].map((id) => ({ id, label: id, value: "", choices }));
    const message = { kind: "summary", text: "x", actions: menus } as const;
    expect(faults(message)).toEqual([]);
    const blocks = partsOf(message).flatMap((part) => (part.kind === "blocks" ? blocksOf(part) : []));
    const drawn = blocks.flatMap((block) => (block.type === "actions" ? [block] : []));
    for (const block of drawn) expect(JSON.stringify(block).length).toBeLessThan(6200);
    const ids = drawn.flatMap(({ elements }) => elements.map((one) => one.action_id));
    expect(ids).toEqual(["a:0", "b:1", "c:2", "d:3"]);
  });

  it("says in the fallback what the blocks say", () => {
    const [part] = partsOf(summaryMessage(2));
    const fallback = part?.kind === "blocks" ? part.fallback : "";
    for (const said of ["quiet morning", "Chapter 0", "minute 1", "Looked at 96 frames"]) {
      expect(fallback).toContain(said);
    }
  });

  it("shows a picture among the files in the message, and the others beside it", () => {
    const data = Buffer.from("x");
    const parts = partsOf({
      kind: "answer",
      text: "Here.",
      files: [
        { name: "a.jpg", mediaType: "image/jpeg", data, alt: "a rabbit" },
        ...Array.from({ length: 11 }, (_, n) => ({ name: `${n}.txt`, mediaType: "text/plain", data })),
      ],
    });
    expect(parts.map((part) => (part.kind === "files" ? part.files.length : "blocks"))).toEqual([
      "blocks",
      10,
      1,
    ]);
  });

  it("leaves out the hint for the operator, who is not the reader here", () => {
    const parts = partsOf({ kind: "summary", text: "x", operatorHint: "vllm serve" });
    expect(JSON.stringify(parts)).not.toContain("vllm");
  });
});
