import { expect, it } from "vitest";
import type { ChatHarness } from "./chat-harness.ts";
import { expectInOrder, textOf } from "./chat-reading.ts";
import { longText, recordedDelivery, summaryMessage } from "./chat-samples.ts";

/** How a message of ours makes room for another. */
export function describeReplacing(setup: () => Promise<ChatHarness>): void {
  it("takes a message back without a notification", async () => {
    await using chat = await setup();
    if (chat.people) await chat.adapter.start([], chat.dispatch);
    const thread = chat.adapter.thread(chat.thread);
    const ref = await thread.post({ kind: "progress", text: "Opening", progress: { step: "fetch" } });
    await thread.post({ kind: "notice", text: "Ready." });
    await thread.remove(ref);
    await thread.remove(ref);
    expect(textOf(await chat.read(chat.thread)).trim()).toBe("Ready.");
    expect((await chat.people?.events()) ?? []).toEqual([]);
    expect(chat.violations()).toEqual([]);
  });

  it("lets a message rest that is no longer there, and goes on speaking", async () => {
    await using chat = await setup();
    const thread = chat.adapter.thread(chat.thread);
    const ref = await thread.post({ kind: "progress", text: "Opening", progress: { step: "fetch" } });
    await thread.remove(ref);
    await thread.edit(ref, { kind: "progress", text: "Looking", progress: { step: "scan" } });
    await thread.post({ kind: "notice", text: "Ready." });
    expect(textOf(await chat.read(chat.thread)).trim()).toBe("Ready.");
  });

  const place = async (chat: ChatHarness) => {
    const stop = { id: "stop", label: "Stop", value: "job-7" };
    const waiting = { kind: "progress", text: "Looking", actions: [stop] } as const;
    return chat.adapter.thread(chat.thread).post(waiting, recordedDelivery("waiting"));
  };

  it("puts a reply in the place of an earlier message, once", async () => {
    await using chat = await setup();
    const replaces = await place(chat);
    const message = { ...summaryMessage(2), kind: "answer", files: [], actions: [], footer: [] } as const;
    const first = { ...recordedDelivery("reply-1"), replaces };
    expect(await chat.adapter.thread(chat.thread).post(message, first)).toBe(replaces);
    expect(first.refs).toEqual([replaces]);
    // A crash before it was written down, then one after.
    await chat
      .another()
      .thread(chat.thread)
      .post(message, { ...recordedDelivery("reply-1"), replaces });
    const again = { ...recordedDelivery("reply-1", [replaces]), replaces };
    await chat.another().thread(chat.thread).post(message, again);
    const messages = await chat.read(chat.thread);
    expect(messages).toMatchObject([{ actions: [] }]);
    expect(messages[0]?.pictures).toHaveLength(2);
    expectInOrder(textOf(messages), ["A meadow wakes up", "Chapter 0", "Chapter 1"]);
    expect(textOf(messages)).not.toContain("Looking");
    expect(chat.violations()).toEqual([]);
  });

  it("posts after it what is too long for one message", async () => {
    await using chat = await setup();
    const replaces = await place(chat);
    const message = { kind: "answer", text: longText().text } as const;
    const first = { ...recordedDelivery("reply-2"), replaces };
    await chat.adapter.thread(chat.thread).post(message, first);
    const retry = { ...recordedDelivery("reply-2"), replaces };
    await chat.another().thread(chat.thread).post(message, retry);
    expect(retry.refs).toEqual(first.refs);
    const words = textOf(await chat.read(chat.thread))
      .split(/\s+/)
      .filter(Boolean);
    expect(words).toEqual(longText().words);
  });

  it("posts a reply anew whose place is gone", async () => {
    await using chat = await setup();
    const replaces = await place(chat);
    const thread = chat.adapter.thread(chat.thread);
    await thread.remove(replaces);
    const delivery = { ...recordedDelivery("reply-3"), replaces };
    const ref = await thread.post({ kind: "answer", text: "Two rabbits." }, delivery);
    expect(ref).not.toBe(replaces);
    expect(delivery.refs).toEqual([ref]);
    expect(textOf(await chat.read(chat.thread))).toContain("Two rabbits.");
  });
}
