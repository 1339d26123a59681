import { expect, it } from "vitest";
import type { OutgoingMessage } from "../../src/chat/message.ts";
import type { ChatHarness } from "./chat-harness.ts";
import { expectInOrder, textOf } from "./chat-reading.ts";
import { HOSTILE, longText, summaryMessage } from "./chat-samples.ts";

/** A part of a long video with far more to say than any platform takes in one message. */
function overlong(more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const { cards = [] } = summaryMessage(10);
  const { text } = longText();
  return {
    ...{ kind: "part", part: "3", title: "Part 3 of 18, 20:00 – 30:00", text },
    cards: cards.map((card) => ({ ...card, body: `${card.body} ${text}`, note: text })),
    ...more,
  };
}

/** What is said on the way to a summary, which takes its place. */
export function describeInterim(setup: () => Promise<ChatHarness>): void {
  it("says a part of a long video whole where it fits", async () => {
    await using chat = await setup();
    const { cards = [] } = summaryMessage(6);
    await chat.adapter.thread(chat.thread).post(overlong({ text: "Rabbits run.", cards }));
    const messages = await chat.read(chat.thread);
    expect(messages).toHaveLength(1);
    const told = cards.flatMap(({ time, title, body, note = "" }) => [time, title, body, note]);
    expectInOrder(textOf(messages), ["Part 3 of 18", "Rabbits run.", ...told]);
    expect(messages[0]?.pictures).toHaveLength(6);
    expect(chat.violations()).toEqual([]);
  });

  it.each([
    ["", {}],
    [" that came covered", { isSpoiler: true }],
    [" that is hostile", { title: HOSTILE, text: HOSTILE.repeat(20) }],
  ] as const)(
    "says one%s in one message however much there is, with every time and still",
    async (_, more) => {
      await using chat = await setup();
      const thread = chat.adapter.thread(chat.thread);
      const ref = await thread.post(overlong(more));
      const messages = await chat.read(chat.thread);
      expect(messages).toHaveLength(1);
      const [{ text, pictures, files, mentions } = { text: "", pictures: [], files: [], mentions: [] }] =
        messages;
      expectInOrder(
        text,
        Array.from({ length: 10 }, (_, i) => `${i}:00 – ${i + 1}:00`),
      );
      expect(pictures.length + files.length).toBe(10);
      expect(mentions).toEqual([]);
      expect(chat.violations()).toEqual([]);
      await thread.remove(ref);
      expect(await chat.read(chat.thread)).toEqual([]);
    },
  );
}
