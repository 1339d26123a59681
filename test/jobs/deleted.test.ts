import { describe, expect, it } from "vitest";
import type { CommandEvent } from "../../src/chat/event.ts";
import { eventually } from "../support/eventually.ts";
import { prepared } from "./chat.ts";
import { asked } from "./events.ts";

async function finished(...events: readonly CommandEvent[]) {
  const chat = await prepared();
  await chat.start();
  for (const event of events) {
    await chat.ask(event);
    await eventually(() => expect(chat.ends.has(event.id)).toBe(true));
    chat.ends.get(event.id)?.();
    await eventually(async () =>
      expect((await chat.queue.list("slack:acme")).at(-1)?.job.state).toBe("done"),
    );
  }
  return chat;
}

const deleted = ({ thread, id }: CommandEvent) => ({ type: "deleted", thread, message: id }) as const;

describe("the video that is being watched in a channel", () => {
  const inChannel = (id: string, channel: string): CommandEvent => ({
    ...asked({ id }),
    thread: `slack:acme:${channel}:${id}`,
  });

  it("is the newest of those that are not done, and none of another channel", async () => {
    const { ask, jobControl, start, ends, queue } = await prepared();
    const [first, second, other] = [inChannel("1", "D1"), inChannel("2", "D1"), inChannel("3", "D2")];
    const question = inChannel("4", "D1").thread;
    expect(await jobControl.newestAtWork(question)).toBeNull();
    await ask(first);
    expect(await jobControl.newestAtWork(question)).toBe(first.thread);
    await ask(second);
    await ask(other);
    expect(await jobControl.newestAtWork(question)).toBe(second.thread);
    await jobControl.onDeleted(deleted(second));
    expect(await jobControl.newestAtWork(question)).toBe(first.thread);
    await start();
    await eventually(() => expect(ends.has("1")).toBe(true));
    ends.get("1")?.();
    await eventually(async () => expect((await queue.list("slack:acme"))[0]?.job.state).toBe("done"));
    expect(await jobControl.newestAtWork(question)).toBeNull();
  });
});

describe("a deleted message", () => {
  it("takes what is kept of its video along, also long after the answer", async () => {
    const event = asked({ id: "1" });
    const { jobControl } = await finished(event);
    expect(await jobControl.onDeleted(deleted(event))).toEqual([event.thread]);
  });

  it("takes nothing along where its thread is about another video by now", async () => {
    const first = asked({ id: "1" });
    const second = { ...asked({ id: "2" }), thread: first.thread };
    const { jobControl } = await finished(first, second);
    expect(await jobControl.onDeleted(deleted(first))).toEqual([]);
    expect(await jobControl.onDeleted(deleted(second))).toEqual([first.thread]);
  });

  it("counts for the same video that was tried again, and for no question about it", async () => {
    const first = asked({ id: "1" });
    const again = { ...first, id: "again" };
    const { jobControl } = await finished(first, again);
    expect(await jobControl.onDeleted({ ...deleted(first), message: "a question" })).toEqual([]);
    expect(await jobControl.onDeleted(deleted(first))).toEqual([first.thread]);
  });

  it("that takes its whole thread along takes what is kept of it, whatever it was", async () => {
    const event = asked({ id: "1" });
    const { jobControl } = await prepared();
    expect(await jobControl.onDeleted({ type: "deleted", thread: event.thread })).toEqual([event.thread]);
  });
});
