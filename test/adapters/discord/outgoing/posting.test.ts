import { describe, expect, it } from "vitest";
import type { OutgoingMessage } from "../../../../src/chat/message.ts";
import { hostileMessage, recordedDelivery, summaryMessage } from "../../../contracts/chat-samples.ts";
import { cardsIn, labelsOf, readableText } from "../../../fakes/discord/reading.ts";
import { adapterFor, startServer, threadIdOf } from "../harness.ts";

const NOTICE: OutgoingMessage = { kind: "notice", text: "Ready." };

describe("posting", () => {
  it("allows no mention in anything it sends or changes, and pings no one", async () => {
    await using server = await startServer();
    const thread = adapterFor(server.discord).thread(threadIdOf(server.films));
    const text = `<@${server.ada.id}> @everyone`;
    const ref = await thread.post({ kind: "answer", text });
    await thread.edit(ref, hostileMessage());
    await thread.post(hostileMessage());
    const sent = server.discord.requests.filter(({ path }) => path.includes("/messages"));
    const allowed = sent.map(({ body }) => body.allowed_mentions);
    expect(allowed).toEqual(sent.map(() => ({ parse: [], replied_user: false })));
    expect(server.discord.read(server.films).flatMap(server.discord.people.pinged)).toEqual([]);
    expect(server.discord.violations).toEqual([]);
  });

  it("keeps the parts of two messages apart that are posted at once", async () => {
    await using server = await startServer();
    const thread = adapterFor(server.discord).thread(threadIdOf(server.post));
    await Promise.all([thread.post(summaryMessage(12)), thread.post(NOTICE), thread.post(summaryMessage(1))]);
    const texts = server.discord.read(server.post).map(readableText);
    expect(texts.indexOf("Ready.")).toBe(texts.findIndex((one) => one.includes("Looked")) + 1);
    expect(texts).toHaveLength(4);
  });

  it("goes on after a post that failed", async () => {
    await using server = await startServer();
    const thread = adapterFor(server.discord).thread(threadIdOf(server.post));
    server.discord.fail({ path: /messages$/, status: 404, code: 10_003 });
    const results = await Promise.allSettled([thread.post(NOTICE), thread.post(NOTICE)]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
  });

  it("gives every part a nonce of its own that Discord enforces, the same for each try and thread", async () => {
    await using server = await startServer();
    const adapter = adapterFor(server.discord);
    const noncesOf = async (place: typeof server.post, key: string) => {
      const before = server.discord.requests.length;
      await adapter.thread(threadIdOf(place)).post(summaryMessage(12), recordedDelivery(key));
      const sent = server.discord.requests.slice(before).filter(({ method }) => method === "POST");
      expect(sent.map(({ body }) => body.enforce_nonce)).toEqual(sent.map(() => true));
      return sent.map(({ body }) => String(body.nonce));
    };
    const first = await noncesOf(server.post, "job-1");
    expect(first.every((nonce) => nonce.length === 25)).toBe(true);
    expect(await noncesOf(server.post, "job-1")).toEqual(first);
    const others = [...(await noncesOf(server.post, "job-2")), ...(await noncesOf(server.voice, "job-1"))];
    expect(new Set([...first, ...others]).size).toBe(first.length * 3);
  });

  it("follows with what no longer fits into the message that is changed", async () => {
    await using server = await startServer();
    const thread = adapterFor(server.discord).thread(threadIdOf(server.post));
    const ref = await thread.post(NOTICE);
    await thread.edit(ref, { kind: "answer", text: "A sentence. ".repeat(300) });
    const messages = server.discord.read(server.post);
    expect(messages[0]?.id).toBe(ref);
    expect(
      messages
        .map(readableText)
        .join(" ")
        .match(/A sentence\./g),
    ).toHaveLength(300);
  });

  it("takes buttons, cards and files away that a change leaves out", async () => {
    await using server = await startServer();
    const thread = adapterFor(server.discord).thread(threadIdOf(server.post));
    const ref = await thread.post({ ...summaryMessage(1), footer: [], files: [] });
    await thread.edit(ref, NOTICE);
    const [message, ...more] = server.discord.read(server.post);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ id: ref, embeds: [], files: [] });
    expect(message && [readableText(message), cardsIn(message), labelsOf(message)]).toEqual([
      "Ready.",
      [],
      [],
    ]);
  });
});
