import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { encodeThreadId, parseThreadId } from "../../src/chat/thread-id.ts";
import { CuepointError } from "../../src/errors.ts";
import { describeAccessible } from "./chat-accessible.ts";
import type { ChatHarness } from "./chat-harness.ts";
import { describeInterim } from "./chat-interim.ts";
import { describeListening } from "./chat-listening.ts";
import { expectInOrder, textOf } from "./chat-reading.ts";
import { describeReplacing } from "./chat-replacing.ts";
import {
  briefMessage,
  hostileMessage,
  linkedMessage,
  longText,
  recordedDelivery,
  summaryMessage,
} from "./chat-samples.ts";

const never = new AbortController().signal;

/** What every ChatAdapter promises. `setup` makes a platform of its own for each test. */
export function describeChatAdapter(name: string, setup: () => Promise<ChatHarness>): void {
  describe(`${name} as a chat adapter`, () => {
    describePosting(setup);
    describeAccessible(setup);
    describeDeliveries(setup);
    describeReplacing(setup);
    describeInterim(setup);
    describeAttachments(setup);
    describeListening(setup);
  });
}

function describePosting(setup: () => Promise<ChatHarness>): void {
  it("gives a thread for an id of its own, and refuses another platform's", async () => {
    await using chat = await setup();
    expect(parseThreadId(chat.thread).platform).toBe(chat.adapter.platform);
    expect(chat.adapter.thread(chat.thread).id).toBe(chat.thread);
    const platform = chat.adapter.platform === "slack" ? "discord" : "slack";
    const foreign = encodeThreadId({ platform, tenant: "1", channel: "2", thread: "3" });
    expect(() => chat.adapter.thread(foreign)).toThrow(TypeError);
  });

  it("states limits that a message can be made for", async () => {
    await using chat = await setup();
    const { limits } = chat.adapter.thread(chat.thread);
    expect(limits.textLength).toBeGreaterThan(500);
    expect(limits.filesPerMessage).toBeGreaterThan(0);
    expect(limits.bytesPerFile).toBeGreaterThan(1_000_000);
    expect(limits.editInterval).toBeGreaterThanOrEqual(0);
  });

  it.each(["answer", "notice", "error"] as const)("posts the text of a message of kind %s", async (kind) => {
    await using chat = await setup();
    await chat.adapter.thread(chat.thread).post({ kind, text: "The rabbit & its <burrow>." });
    expect(textOf(await chat.read(chat.thread))).toContain("The rabbit & its <burrow>.");
    expect(chat.violations()).toEqual([]);
  });

  it("shows a summary whole and in order: title, text, each card, footer", async () => {
    await using chat = await setup();
    await chat.adapter.thread(chat.thread).post(summaryMessage(5));
    const text = textOf(await chat.read(chat.thread));
    const expected = ["quiet morning", "A meadow wakes up"];
    for (let position = 0; position < 5; position += 1) {
      expected.push(`${position}:00 – ${position + 1}:00`, `in minute ${position}`, `is number ${position}`);
    }
    expectInOrder(text, [...expected, "Looked at 96 frames"]);
    expect(chat.violations()).toEqual([]);
  });

  it("shows what each card of a summary in brief is about, with pictures that tell what is in them, once", async () => {
    await using chat = await setup();
    const message = briefMessage(12);
    const first = recordedDelivery("in-brief");
    await chat.adapter.thread(chat.thread).post(message, first);
    await chat.another().thread(chat.thread).post(message, recordedDelivery("in-brief", first.refs));
    const messages = await chat.read(chat.thread);
    const chapters = Array.from({ length: 10 }, (_, position) => `Chapter ${position}`);
    expectInOrder(textOf(messages), ["quiet morning", "A meadow", ...chapters, "Looked at 96 frames"]);
    const pictures = messages.flatMap((shown) => shown.pictures);
    expect(pictures).not.toEqual([]);
    for (const { alt } of pictures) expect(alt).toMatch(/^Stills? /);
    expect(messages.flatMap(({ actions }) => actions).filter((label) => label === "Details")).toHaveLength(1);
    expect(chat.violations()).toEqual([]);
  });

  it("shows the buttons once, with the last part", async () => {
    await using chat = await setup();
    await chat.adapter.thread(chat.thread).post(summaryMessage(12));
    const shown = (await chat.read(chat.thread)).flatMap(({ actions }) => actions);
    expect(shown).toEqual(["More keyframes", "Report"]);
  });

  it("loses nothing of a text far over the limit, and cuts no word, emoji or character", async () => {
    await using chat = await setup();
    const { text, words } = longText();
    await chat.adapter.thread(chat.thread).post({ kind: "answer", text });
    const messages = await chat.read(chat.thread);
    expect(textOf(messages).split(/\s+/).filter(Boolean)).toEqual(words);
    for (const message of messages) expect(message.text.isWellFormed()).toBe(true);
    expect(chat.violations()).toEqual([]);
  });

  it("notifies no one and links nowhere, whatever a model wrote", async () => {
    await using chat = await setup();
    await chat.adapter.thread(chat.thread).post(hostileMessage());
    const messages = await chat.read(chat.thread);
    expect(messages.flatMap(({ mentions }) => mentions)).toEqual([]);
    expect(messages.flatMap(({ links }) => links)).toEqual([]);
    expect(textOf(messages)).toContain("evil");
    expect(chat.violations()).toEqual([]);
  });

  it("links the times that the core links, and nothing else", async () => {
    await using chat = await setup();
    const { message, urls, rangeEnd } = linkedMessage();
    await chat.adapter.thread(chat.thread).post(message);
    const messages = await chat.read(chat.thread);
    const found = new Set(messages.flatMap(({ links }) => links));
    const text = textOf(messages);
    expectInOrder(text, ["A rabbit at 0:07.5, not at 10:07.5, 0:07 or 0:07.55.", "0:00 – 0:10", "Dawn"]);
    expect(text).toContain("Looked from 0:00 to 1:00:05.");
    // A range may open at its beginning alone.
    found.delete(rangeEnd);
    expect([...found].sort()).toEqual(urls.toSorted());
    expect(chat.violations()).toEqual([]);
  });

  it("tells where a message of its own can be opened, and nothing where there is none", async () => {
    await using chat = await setup();
    const thread = chat.adapter.thread(chat.thread);
    const ref = await thread.post({ kind: "notice", text: "Ready." });
    const [message] = await chat.read(chat.thread);
    const address = (await thread.addressOf(ref)) ?? "";
    expect(address).toMatch(/^https:\/\/(discord\.com\/channels|[\w.]+\/archives)\//);
    expect(address.replaceAll(".", "")).toContain((message?.id ?? "-").replace(".", ""));
    expect(chat.violations()).toEqual([]);
  });

  it("changes a message where it stands", async () => {
    await using chat = await setup();
    const thread = chat.adapter.thread(chat.thread);
    const ref = await thread.post({ kind: "progress", text: "Opening", progress: { step: "fetch" } });
    await thread.edit(ref, { kind: "progress", text: "Looking 40%", progress: { step: "scan" } });
    await thread.edit(ref, { kind: "notice", text: "Ready." });
    const messages = await chat.read(chat.thread);
    expect(messages).toHaveLength(1);
    expect(textOf(messages)).toContain("Ready.");
    expect(textOf(messages)).not.toContain("Looking");
    expect(chat.violations()).toEqual([]);
  });

  it("knows a thread and its messages after a restart", async () => {
    await using chat = await setup();
    const ref = await chat.adapter.thread(chat.thread).post({ kind: "notice", text: "Before." });
    const later = chat.another().thread(chat.thread);
    await later.edit(ref, { kind: "notice", text: "Changed." });
    await later.post({ kind: "notice", text: "After." });
    expectInOrder(textOf(await chat.read(chat.thread)), ["Changed.", "After."]);
  });
}

function describeDeliveries(setup: () => Promise<ChatHarness>): void {
  it("posts every part once, however often the delivery is tried", async () => {
    await using chat = await setup();
    const first = recordedDelivery("delivery-1");
    const message = summaryMessage(25);
    const ref = await chat.adapter.thread(chat.thread).post(message, first);
    expect(first.refs[0]).toBe(ref);
    const before = await chat.read(chat.thread);
    const second = recordedDelivery("delivery-1", first.refs);
    await chat.another().thread(chat.thread).post(message, second);
    expect(second.refs).toEqual([]);
    expect(await chat.read(chat.thread)).toEqual(before);
  });

  it("goes on after the part that a crash came behind", async () => {
    await using chat = await setup();
    const message = { kind: "answer", text: longText().text } as const;
    const crash = new Error("the machine lost its power");
    const refs: string[] = [];
    const crashing = {
      key: "delivery-2",
      posted: [],
      async onPosted(ref: string) {
        refs.push(ref);
        throw crash;
      },
    };
    await expect(chat.adapter.thread(chat.thread).post(message, crashing)).rejects.toThrow(crash.message);
    expect(refs).toHaveLength(1);
    await chat.another().thread(chat.thread).post(message, recordedDelivery("delivery-2", refs));
    const words = textOf(await chat.read(chat.thread))
      .split(/\s+/)
      .filter(Boolean);
    expect(words).toEqual(longText().words);
  });

  it("does not post again a part that was posted but not recorded", async () => {
    await using chat = await setup();
    const message = { kind: "answer", text: longText().text } as const;
    await chat.adapter.thread(chat.thread).post(message, recordedDelivery("delivery-3"));
    const before = await chat.read(chat.thread);
    const retry = recordedDelivery("delivery-3");
    await chat.another().thread(chat.thread).post(message, retry);
    expect(retry.refs).toHaveLength(before.length);
    expect((await chat.read(chat.thread)).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });
}

function describeAttachments(setup: () => Promise<ChatHarness>): void {
  it("opens an attachment from plain JSON, also after a restart", async () => {
    await using chat = await setup();
    const { ref, data } = await chat.attachment();
    const download = await chat.another().openAttachment(JSON.parse(JSON.stringify(ref)), never);
    if (!("body" in download)) throw new TypeError("a chat platform gives a stream");
    expect((await buffer(download.body)).equals(data)).toBe(true);
    expect(download.name).toBe(ref.name);
  });

  it("does not open anything once it was aborted", async () => {
    await using chat = await setup();
    const { ref } = await chat.attachment();
    await expect(chat.adapter.openAttachment(ref, AbortSignal.abort())).rejects.toThrow();
  });

  it("says with a code that a file is gone", async () => {
    await using chat = await setup();
    const { ref } = await chat.attachment();
    await chat.people.loseFile(ref.name);
    const opening = chat.adapter.openAttachment(ref, never);
    await expect(opening).rejects.toBeInstanceOf(CuepointError);
    await expect(opening).rejects.toMatchObject({ code: "attachment-gone" });
  });
}
