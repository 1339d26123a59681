import { expect, it } from "vitest";
import type { OutgoingMessage } from "../../src/chat/message.ts";
import type { ChatHarness, SeenMessage } from "./chat-harness.ts";
import { expectInOrder, textOf } from "./chat-reading.ts";
import { briefMessage, PIXEL, summaryMessage } from "./chat-samples.ts";

const [still] = summaryMessage(1).cards ?? [];
const stop = { id: "stop", label: "Stop", value: "1", style: "danger" } as const;
const retry = { id: "retry", label: "Try again", value: "1" } as const;
const picture = {
  name: "moment-1.jpg",
  mediaType: "image/jpeg",
  data: PIXEL,
  alt: "The frame at 0:07: a door.",
};

/** One of each kind that the core makes. */
const MESSAGES: Readonly<Record<string, OutgoingMessage>> = {
  "a summary": summaryMessage(3),
  "a summary in brief": briefMessage(4),
  "the first stills": {
    kind: "part",
    part: "glimpse",
    text: "The first stills.",
    cards: still ? [still] : [],
  },
  "an answer": {
    ...{ kind: "answer", text: "Yes, a door opens.", footer: ["Looked at 12 frames."] },
    cards: [{ time: "0:07", title: "", body: "", caption: "At 0:07", image: picture }],
  },
  "work under way": {
    ...{ kind: "progress", text: "Looking through the video: 40%", actions: [stop] },
    progress: { step: "scan", fraction: 0.4 },
  },
  "work that has ended": { kind: "progress", text: "Stopped." },
  "what went wrong": {
    kind: "error",
    code: "link-unreachable",
    text: "I can’t open this link.",
    actions: [retry],
  },
  "a notice": { kind: "notice", text: "Saved." },
};

/** Signs that a screen reader spells out or leaves out, and people who cannot tell colors or emoji apart do not read. */
const SIGNS = /\p{Extended_Pictographic}|\p{So}|\p{Sk}|\u{FE0F}|:[a-z_]+:/gu;

const told = (messages: readonly SeenMessage[]) => textOf(messages).replaceAll(SIGNS, " ");

/** What a person gets who reads by ear, in the order in which it stands. */
export function describeAccessible(setup: () => Promise<ChatHarness>): void {
  it("shows each still once with its alternative text, and the files that are for people", async () => {
    await using chat = await setup();
    await chat.adapter.thread(chat.thread).post(summaryMessage(12));
    const messages = await chat.read(chat.thread);
    const pictures = messages.flatMap((message) => message.pictures);
    expect(pictures).toEqual(
      Array.from({ length: 12 }, (_, position) => ({
        name: `still-${position}.jpg`,
        alt: `Still at ${position}:30.0 of chapter ${position}`,
      })),
    );
    expect(messages.flatMap(({ files }) => files).sort()).toEqual(["chapters.txt", "report.html"]);
    expect(chat.violations()).toEqual([]);
  });

  it.each(Object.entries(MESSAGES))(
    "says all of %s in words, in order, without color or emoji",
    async (_, message) => {
      await using chat = await setup();
      await chat.adapter.thread(chat.thread).post(message);
      const messages = await chat.read(chat.thread);
      const { title = "", text, footer = [], brief, cards = [] } = message;
      // A still alone has its words in the text above, and may stand below the small print.
      const own = brief ? [] : cards.filter(({ title, body }) => title !== "" || body !== "");
      const words = own.flatMap((card) => [card.time, card.title, card.body, card.note ?? ""]);
      expectInOrder(told(messages), [title, text, ...words, ...footer].filter(Boolean));
      for (const { alt, name } of messages.flatMap(({ pictures }) => pictures)) {
        expect(alt).not.toBe(name);
        // More than what it is: also when, and what is seen.
        expect(alt.match(/\p{L}+/gu)?.length).toBeGreaterThanOrEqual(4);
      }
      for (const label of messages.flatMap(({ actions }) => actions)) {
        expect(label.replaceAll(SIGNS, "")).toMatch(/\p{L}{2}/u);
      }
      expect(chat.violations()).toEqual([]);
    },
  );
}
