import { describe, expect, it } from "vitest";
import { createEditPace } from "../../../../adapters/discord/outgoing/edit-pace.ts";
import type { OutgoingMessage, ProgressStep } from "../../../../src/chat/message.ts";
import { createClock } from "../harness.ts";

function progress(step: ProgressStep, fraction: number, done = false): OutgoingMessage {
  return { kind: "progress", text: `${step} ${fraction}`, progress: { step, fraction, done } };
}

function setUp() {
  const clock = createClock();
  const pace = createEditPace(clock.now);
  const sent: string[] = [];
  const edit = (message: OutgoingMessage, work = async () => undefined as unknown) =>
    pace("message", message, async () => {
      await work();
      sent.push(message.text);
    });
  return { clock, sent, edit };
}

describe("edits of one message", () => {
  it("leave out what comes sooner than the interval and says only how far a step is", async () => {
    const { clock, sent, edit } = setUp();
    await edit(progress("scan", 0.1));
    clock.advance(1999);
    await edit(progress("scan", 0.2));
    clock.advance(1);
    await edit(progress("scan", 0.3));
    expect(sent).toEqual(["scan 0.1", "scan 0.3"]);
  });

  it("always show a new step, the end of one, and what is no progress", async () => {
    const { sent, edit } = setUp();
    await edit(progress("scan", 0.1));
    await edit(progress("ask", 0));
    await edit(progress("ask", 1, true));
    await edit({ kind: "notice", text: "Ready." });
    expect(sent).toEqual(["scan 0.1", "ask 0", "ask 1", "Ready."]);
  });

  it("wait for each other, and leave progress out meanwhile", async () => {
    const { clock, sent, edit } = setUp();
    const slow = Promise.withResolvers<void>();
    const first = edit(progress("scan", 0.1), () => slow.promise);
    clock.advance(60_000);
    await edit(progress("scan", 0.5));
    const last = edit({ kind: "notice", text: "Ready." });
    slow.resolve();
    await Promise.all([first, last]);
    expect(sent).toEqual(["scan 0.1", "Ready."]);
  });

  it("go on after one that failed, which is told to whoever asked for it", async () => {
    const { sent, edit } = setUp();
    const failing = edit(progress("scan", 0.1), async () => {
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await edit({ kind: "notice", text: "Ready." });
    expect(sent).toEqual(["Ready."]);
  });
});
