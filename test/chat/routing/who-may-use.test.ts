import { expect, it } from "vitest";
import type { CommandEvent } from "../../../src/chat/event.ts";
import { inEveryLanguage } from "../../../src/chat/locales/locales.ts";
import { createRouter } from "../../../src/chat/routing/router.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { createFakeThread } from "../../fakes/thread.ts";

const ORIGIN = { id: "m1", thread: "slack:T1:C1:t1", author: "U1", locale: "en" } as const;
const NOTHING = { attachments: [], links: [] };
const COMMAND: CommandEvent = { ...ORIGIN, ...NOTHING, type: "command", command: "ask", options: {} };

it("takes nothing from a person who may not use it, and says so where they spoke to it", async () => {
  const { done, dispatch, said } = guarded();
  const talk = { ...ORIGIN, ...NOTHING, type: "message", text: "Who?", isDirect: false } as const;
  await dispatch({ ...talk, mentioned: false });
  expect(said()).toEqual([]);
  await dispatch({ ...talk, mentioned: true });
  await dispatch(COMMAND);
  await dispatch({ ...ORIGIN, type: "action", action: "more", value: "k", message: "r" });
  expect(said()).toEqual(["not-allowed", "not-allowed", "not-allowed"]);
  expect(done).toEqual([]);
});

it("tells everyone what it is and what it keeps, and hands a person's roles to no command", async () => {
  const { done, dispatch, said } = guarded();
  await dispatch({ ...COMMAND, command: "privacy", roles: ["55"] });
  await dispatch({ ...COMMAND, command: "help" });
  await dispatch({ ...ORIGIN, type: "action", action: "delete-mine", value: "mine", message: "r" });
  await dispatch({ ...COMMAND, author: "boss", roles: ["55"] });
  expect(said()).toEqual([]);
  expect(done.map(({ command }) => command)).toEqual(["privacy", "help", "privacy", "ask"]);
  expect(JSON.stringify(done)).not.toContain("55");
});

/** Only one person may use it. */
function guarded() {
  const done: CommandEvent[] = [];
  const thread = createFakeThread();
  const dispatch = createRouter({
    commands: ["ask", "more", "privacy", "help"].map((name) => ({
      ...{ name, description: inEveryLanguage(() => name), needsVideo: false, isJob: false, options: [] },
      run: async () => undefined,
    })),
    execute: async (_, event) => void done.push(event),
    isKnown: async () => true,
    mayUse: async ({ author }) => author === "boss",
    onDeleted: async () => undefined,
    onLeft: async () => undefined,
    thread: () => thread,
    logger: createFakeLogger(),
  });
  return { done, dispatch, said: () => thread.told.map(({ message }) => message.code) };
}
