import { expect, it } from "vitest";
import type { CommandDefinition } from "../../../src/chat/command.ts";
import type { ChatEvent, CommandEvent } from "../../../src/chat/event.ts";
import { inEveryLanguage } from "../../../src/chat/locales/locales.ts";
import { createRouter } from "../../../src/chat/routing/router.ts";
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
