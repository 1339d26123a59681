import { expect, it } from "vitest";
import type { MessageEvent } from "../../../src/chat/event.ts";
import { createLatestVideoLookup } from "../../../src/chat/routing/knowing.ts";
import type { ThreadId } from "../../../src/chat/thread-id.ts";

const QUESTION: MessageEvent = {
  type: "message",
  id: "D1:2",
  thread: "slack:T1:D1:2",
  author: "U1",
  locale: "en",
  text: "Who comes in?",
  mentioned: false,
  isDirect: true,
  beginsThread: true,
  attachments: [],
  links: [],
};
const VIDEO = { platform: "slack", id: "F1", name: "talk.mp4" } as const;

function lookup(known: readonly ThreadId[] = [], hasVideo = true) {
  const about = new Set(known);
  const takenOver: string[] = [];
  const knowing = createLatestVideoLookup(
    async ({ thread }) => about.has(thread),
    async ({ thread, id }) => {
      takenOver.push(id);
      if (hasVideo) about.add(thread);
      return hasVideo;
    },
  );
  return { knowing, takenOver };
}

it("lets a direct message that stands by itself take over the newest video", async () => {
  const { knowing, takenOver } = lookup();
  expect(await knowing(QUESTION)).toBe(true);
  expect(takenOver).toEqual([QUESTION.id]);
});

it("knows nothing where there is no video to take over", async () => {
  const { knowing } = lookup([], false);
  expect(await knowing(QUESTION)).toBe(false);
});

it("takes nothing over in a thread that is known", async () => {
  const { knowing, takenOver } = lookup([QUESTION.thread]);
  expect(await knowing(QUESTION)).toBe(true);
  expect(takenOver).toEqual([]);
});

it.each<[string, Partial<MessageEvent>]>([
  ["in a channel", { isDirect: false }],
  ["in a channel, with a mention", { isDirect: false, mentioned: true }],
  ["in a thread", { beginsThread: false }],
  ["with a video of its own", { attachments: [VIDEO] }],
  ["with a link", { links: ["https://v.example/a"] }],
  ["without a word", { text: " " }],
])("takes nothing over for a message %s", async (_, changes) => {
  const { knowing, takenOver } = lookup();
  expect(await knowing({ ...QUESTION, ...changes })).toBe(false);
  expect(takenOver).toEqual([]);
});

it("takes nothing over where the whole channel is one thread", async () => {
  const { knowing, takenOver } = lookup();
  const { beginsThread: _, ...rest } = QUESTION;
  expect(await knowing(rest)).toBe(false);
  expect(takenOver).toEqual([]);
});

it("knows of the next message what the one before has taken over, also when both come at once", async () => {
  const { knowing, takenOver } = lookup();
  const { beginsThread: _, ...reply } = { ...QUESTION, id: "D1:3" };
  expect(await Promise.all([knowing(QUESTION), knowing(reply)])).toEqual([true, true]);
  expect(takenOver).toEqual([QUESTION.id]);
});

it("goes on after a failure, which is the failed message's own", async () => {
  let away = true;
  const knowing = createLatestVideoLookup(
    async () => {
      if (away) throw new Error("the store is away");
      return true;
    },
    async () => false,
  );
  const first = knowing(QUESTION);
  const second = first.catch(() => {
    away = false;
  });
  await expect(first).rejects.toThrow("the store is away");
  await second;
  expect(await knowing(QUESTION)).toBe(true);
});
