import { expect, it } from "vitest";
import type { CommandDefinition } from "../../../src/chat/command.ts";
import type { ChatEvent, CommandEvent, MessageEvent } from "../../../src/chat/event.ts";
import { inEveryLanguage } from "../../../src/chat/locales/locales.ts";
import { createInFlight, createLatestVideoLookup, createRouter } from "../../../src/chat/routing/router.ts";
import type { ThreadId } from "../../../src/chat/thread-id.ts";
import { createFakeLogger } from "../../fakes/logger.ts";

const ORIGIN = { id: "m1", thread: "slack:T1:C1:t1", author: "U1", locale: "en" } as const;
const NOTHING = { attachments: [], links: [] };

const definition = (name: string): CommandDefinition => ({
  name,
  description: inEveryLanguage(() => name),
  needsVideo: false,
  isJob: false,
  options: [],
  run: async () => undefined,
});

function prepared(isKnown = true) {
  const done: { name: string; event: CommandEvent; signal: AbortSignal }[] = [];
  const told: ChatEvent[] = [];
  const logger = createFakeLogger();
  const dispatch = createRouter({
    commands: [definition("ask"), definition("more")],
    execute: async ({ name }, event, signal) => void done.push({ name, event, signal }),
    isKnown: async () => isKnown,
    onDeleted: async (event) => void told.push(event),
    onLeft: async (event) => void told.push(event),
    logger,
  });
  return { dispatch, done, told, logger };
}

const COMMAND: CommandEvent = { ...ORIGIN, ...NOTHING, type: "command", command: "ask", options: {} };

it("carries out a command as it is, and passes the signal on", async () => {
  const { dispatch, done } = prepared();
  const { signal } = new AbortController();
  await dispatch(COMMAND, signal);
  expect(done).toEqual([{ name: "ask", event: COMMAND, signal }]);
});

it("carries out what a message or a button asks for", async () => {
  const { dispatch, done } = prepared();
  await dispatch({ ...ORIGIN, ...NOTHING, type: "message", text: "Who?", mentioned: false, isDirect: false });
  await dispatch({ ...ORIGIN, type: "action", action: "more", value: "k", message: "r" });
  expect(done.map(({ name, event }) => [name, event.options])).toEqual([
    ["ask", { question: "Who?" }],
    ["more", { context: "k", message: "r" }],
  ]);
});

it("leaves talk alone that is not for it, without a word in the log", async () => {
  const { dispatch, done, logger } = prepared(false);
  await dispatch({
    ...ORIGIN,
    ...NOTHING,
    type: "message",
    text: "Hello",
    mentioned: false,
    isDirect: false,
  });
  await dispatch({ ...ORIGIN, type: "action", action: "explode", value: "k", message: "r" });
  expect(done).toEqual([]);
  expect(logger.lines).toEqual([]);
});

it("tells the log of a command that does not exist, such as one of an older version", async () => {
  const { dispatch, done, logger } = prepared();
  await dispatch({ ...COMMAND, command: "explode" });
  expect(done).toEqual([]);
  expect(logger.lines).toMatchObject([{ command: "explode", msg: "no such command" }]);
});

it("tells of what was deleted and of a place that was left", async () => {
  const { dispatch, told, done } = prepared();
  const events: ChatEvent[] = [
    { type: "deleted", thread: ORIGIN.thread, message: "m1" },
    { type: "left", platform: "slack", tenant: "T1" },
  ];
  for (const event of events) await dispatch(event);
  expect(told).toEqual(events);
  expect(done).toEqual([]);
});

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

const EVENT: ChatEvent = { type: "left", platform: "discord", tenant: "1" };

it("waits for every event that is being worked on", async () => {
  const works: PromiseWithResolvers<void>[] = [];
  const inFlight = createInFlight(() => {
    const work = Promise.withResolvers<void>();
    works.push(work);
    return work.promise;
  });
  const [first, second] = [inFlight.dispatch(EVENT), inFlight.dispatch(EVENT)];
  let isSettled = false;
  const settled = inFlight.settled().then(() => {
    isSettled = true;
  });
  works[0]?.resolve();
  await first;
  expect(isSettled).toBe(false);
  works[1]?.resolve();
  await Promise.all([second, settled]);
  expect(isSettled).toBe(true);
});

it("passes a failure on and waits for it no longer", async () => {
  const inFlight = createInFlight(() => Promise.reject(new Error("no")));
  await expect(inFlight.dispatch(EVENT)).rejects.toThrow("no");
  await inFlight.settled();
});

it("refuses what comes in after the end, so that no platform takes it for heard", async () => {
  const heard: ChatEvent[] = [];
  const work = Promise.withResolvers<void>();
  const inFlight = createInFlight((event) => {
    heard.push(event);
    return work.promise;
  });
  const before = inFlight.dispatch(EVENT);
  inFlight.close();
  await expect(inFlight.dispatch(EVENT)).rejects.toMatchObject({ code: "cancelled" });
  work.resolve();
  await before;
  await inFlight.settled();
  expect(heard).toHaveLength(1);
});
