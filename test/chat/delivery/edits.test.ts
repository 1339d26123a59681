import { describe, expect, it } from "vitest";
import { createEdits, type PendingEdit } from "../../../src/chat/delivery/edits.ts";
import type { OutgoingMessage } from "../../../src/chat/message.ts";

function progress(text: string): OutgoingMessage {
  return { kind: "progress", text, actions: [{ id: "stop", label: "Stop", value: "1" }] };
}

function setUp() {
  const edits = createEdits();
  const sent: string[] = [];
  const edit = (
    message: OutgoingMessage,
    work: () => Promise<void> = async () => undefined,
    key = "message",
  ) =>
    edits(key, message, async (pending) => {
      const { text } = pending.take();
      await work();
      sent.push(text);
    });
  return { edits, sent, edit };
}

describe("edits of one message", () => {
  it("leave out what a newer one has outrun while one was on its way, and end with the last", async () => {
    const { sent, edit } = setUp();
    const slow = Promise.withResolvers<void>();
    const all = [edit(progress("0%"), () => slow.promise), edit(progress("40%")), edit(progress("80%"))];
    all.push(edit({ kind: "notice", text: "Ready." }));
    slow.resolve();
    await Promise.all(all);
    expect(sent).toEqual(["0%", "Ready."]);
  });

  it("wait for no other message", async () => {
    const { sent, edit } = setUp();
    const slow = Promise.withResolvers<void>();
    const first = edit(progress("one"), () => slow.promise, "one");
    await edit(progress("two"), undefined, "two");
    slow.resolve();
    await first;
    expect(sent).toEqual(["two", "one"]);
  });

  it("go on after one that failed, which its caller hears of", async () => {
    const { sent, edit } = setUp();
    const failing = edit(progress("0%"), async () => {
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await edit({ kind: "notice", text: "Ready." });
    expect(sent).toEqual(["Ready."]);
  });

  it("forgive one that failed when a newer one has come meanwhile", async () => {
    const { sent, edit } = setUp();
    const fail = Promise.withResolvers<void>();
    const works = [fail.promise];
    const all = [edit(progress("0%"), () => works.shift() ?? Promise.resolve()), edit(progress("40%"))];
    fail.reject(new Error("gone"));
    await Promise.all(all);
    expect(sent).toEqual(["40%"]);
  });

  it("are urgent once the newest says how it ended", async () => {
    const { edits } = setUp();
    const turn = Promise.withResolvers<void>();
    const urgent: boolean[] = [];
    const send = async (pending: PendingEdit) => {
      urgent.push(pending.isUrgent());
      await turn.promise;
      urgent.push(pending.isUrgent());
      pending.take();
    };
    const all = [
      edits("message", progress("0%"), send),
      edits("message", { kind: "notice", text: "" }, send),
    ];
    turn.resolve();
    await Promise.all(all);
    expect(urgent).toEqual([false, true]);
  });
});
