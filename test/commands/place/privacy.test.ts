import { expect, it } from "vitest";
import { createPrivacy } from "../../../commands/place/privacy.ts";
import type { CommandEvent } from "../../../src/chat/event.ts";
import { catalogueFor } from "../../../src/chat/locales/locales.ts";
import type { OutgoingMessage } from "../../../src/chat/message.ts";
import type { ThreadId } from "../../../src/chat/thread-id.ts";
import { CuepointError } from "../../../src/errors.ts";
import { createFakeThread } from "../../fakes/thread.ts";
import { linked, threadOf } from "../../store/samples.ts";
import { temporaryStore } from "../../support/temporary-store.ts";
import { contextOf } from "../context.ts";
import { KEEPS } from "./place-commands.ts";

const HERE = threadOf("T1", "here");

async function place(changes: Partial<Parameters<typeof createPrivacy>[0]> = {}) {
  const store = await temporaryStore();
  const stopped: string[] = [];
  const privacy = createPrivacy({
    store,
    keeps: KEEPS,
    mayListen: async () => true,
    stopWork: async (thread: ThreadId) => void stopped.push(thread),
    stopWorkOf: async (tenant, author) => void stopped.push(`${tenant} ${author}`),
    ...changes,
  });
  return {
    store,
    stopped,
    async say(options: CommandEvent["options"] = {}, locale = "en"): Promise<OutgoingMessage | undefined> {
      const told = createFakeThread();
      const event: CommandEvent = {
        ...{ type: "command", id: "1", command: "privacy", thread: HERE, author: "ann", locale },
        ...{ attachments: [], links: [], options },
      };
      await privacy.run(contextOf(event, told));
      return told.shown().at(-1);
    },
  };
}

it("says that an embedding server sees frames and words too, where one is configured", async () => {
  const { say } = await place({ keeps: { ...KEEPS, hasEmbeddingServer: true } });
  const { privacy } = catalogueFor("en").places;
  const told = await say();
  expect(told?.text).toContain(privacy.modelAndVectors);
  expect(told?.text).not.toContain(privacy.model);
});

it("says what is kept, where, until when, who sees it and how to delete it, with a button", async () => {
  const { say } = await place();
  const told = await say();
  expect(told?.text.split("\n").map((line) => line.split(":")[0])).toEqual([
    "What I keep",
    "Where",
    "Until when",
    expect.stringContaining("finished jobs"),
    "Who sees it",
    "To delete",
  ]);
  expect(told?.text).toContain(
    "up to 7 days after the last use. I delete the videos themselves one hour after their last use.",
  );
  expect(told?.text).toContain("Sound goes to my operator’s speech server");
  expect(told?.actions).toEqual([
    { id: "delete-mine", label: "Delete mine", value: "mine", style: "danger" },
  ]);
  expect(told?.text).not.toContain("embedding server");
  expect((await say({}, "zh-CN"))?.text).toContain("最后一次使用后最多 7 天");
});

it("says what the place has set, and what is not heard there", async () => {
  const { say, store } = await place({
    keeps: { ...KEEPS, store: "redis" },
    mayListen: async () => false,
  });
  await store.places.change(HERE, "channel", () => ({ keepDays: 2, keepVideo: false }));
  const text = (await say())?.text;
  expect(text).toContain("Redis database");
  expect(text).toContain("an admin has set 2 days after the last use here");
  expect(text).toContain("I delete the videos themselves when their summary is done.");
  expect(text).toContain("What is said is not used here.");
  expect(text).not.toContain("Sound goes");
});

it("deletes what the person brought, after the work on it has been stopped", async () => {
  const { say, store, stopped } = await place();
  await store.threads.open(threadOf("T1", "a"), { ...linked, requester: "ann" });
  await store.threads.open(threadOf("T1", "b"), { ...linked, contextKey: "k2", requester: "ben" });
  const told = await say({ "delete-mine": true });
  expect(told?.text).toContain("Deleted: one video of yours");
  expect(stopped).toEqual(["slack:T1 ann", threadOf("T1", "a")]);
  expect(await store.threads.get(threadOf("T1", "a"))).toBeUndefined();
  expect(await store.threads.get(threadOf("T1", "b"))).toBeDefined();
  expect((await say({ "delete-mine": true }))?.text).toBe("I have nothing of yours here.");
});

it("deletes also on a full disk, where no word can be written to the jobs at first", async () => {
  let isFull = true;
  const { say, store } = await place({
    async stopWorkOf() {
      if (isFull) {
        isFull = false;
        throw new CuepointError("no-space");
      }
    },
  });
  await store.threads.open(threadOf("T1", "a"), { ...linked, requester: "ann" });
  expect((await say({ "delete-mine": true }))?.text).toContain("one video of yours");
  expect(await store.threads.get(threadOf("T1", "a"))).toBeUndefined();
});
