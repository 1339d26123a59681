import { describe, expect, it } from "vitest";
import type { MessageEvent } from "../../../src/chat/event.ts";
import { intentOf } from "../../../src/chat/routing/intent.ts";

const ORIGIN = { id: "m1", thread: "slack:T1:C1:t1", author: "U1", locale: "en" } as const;
const VIDEO = { platform: "slack", id: "F1", name: "talk.mp4" } as const;

const message = (text: string, changes: Partial<MessageEvent> = {}): MessageEvent => ({
  ...ORIGIN,
  ...{ type: "message", text, mentioned: false, isDirect: false, attachments: [], links: [] },
  ...changes,
});

const yes = async () => true;
const no = async () => false;

async function asked(event: MessageEvent, isKnown = yes, isAtWork = no) {
  const command = await intentOf(event, isKnown, isAtWork);
  return command && [command.command, command.options];
}

describe.each([
  ["with a mention", { mentioned: true }],
  ["to the bot alone", { isDirect: true }],
])("a message %s", (_, addressed) => {
  it.each([
    ["find whiteboard budget", "whiteboard budget"],
    ["Search for the budget", "the budget"],
    ["find: 白板", "白板"],
    ["查找白板 预算", "白板 预算"],
    ["搜索：预算", "预算"],
  ])("that says %s is a search, whether a video is known or not", async (text, words) => {
    for (const isKnown of [yes, no]) {
      expect(await asked(message(text, addressed), isKnown)).toEqual(["find", { words }]);
    }
    const borrowed = { ...addressed, isBorrowed: true as const, links: ["https://x.example/v"] };
    expect(await asked(message(text, borrowed), no)).toEqual(["find", { words }]);
  });

  it.each(["find", "Find …", "Search for...", "查找……", "找一下：", "find :"])(
    "that says %s asks what to look for",
    async (text) => {
      for (const isKnown of [yes, no]) {
        expect(await asked(message(text, addressed), isKnown)).toEqual(["find", { words: "" }]);
      }
    },
  );

  it("that brings a video along is about that video, also where it begins like a search", async () => {
    const event = message("find the cat in this", { ...addressed, attachments: [VIDEO] });
    expect(await asked(event, no)).toEqual(["summarize", {}]);
  });

  it("that wants something found out is a question", async () => {
    const question = "find out who comes in";
    expect(await asked(message(question, addressed))).toEqual(["ask", { question }]);
  });
});

describe("a number of what was found", () => {
  it.each([
    ["ask 2 what does she write?", { found: 2, question: "what does she write?" }],
    ["Ask #3: who is that", { found: 3, question: "who is that" }],
    ["问 2 白板上写了什么？", { found: 2, question: "白板上写了什么？" }],
    ["问第2个：白板上写了什么？", { found: 2, question: "白板上写了什么？" }],
    [`ask 1 ${"very ".repeat(100)}long?`, { found: 1, question: `${"very ".repeat(100)}long?` }],
  ])("is asked about by %s, in a known thread and where a search was made", async (text, options) => {
    expect(await asked(message(text))).toEqual(["ask", options]);
    expect(await asked(message(text), no, yes)).toEqual(["ask", options]);
    expect(await asked(message(text), no)).toBeNull();
  });

  it.each(["find the man in the red coat", "ask 20 people what they see", "ask 6 of them", "问题在哪里？"])(
    "is not meant by a question in a thread: %s",
    async (question) => {
      expect(await asked(message(question))).toEqual(["ask", { question }]);
    },
  );
});
