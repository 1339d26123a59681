import { expect, it } from "vitest";
import type { CommandDefinition } from "../../../src/chat/command.ts";
import type { CommandEvent } from "../../../src/chat/event.ts";
import { inEveryLanguage } from "../../../src/chat/locales/locales.ts";
import { createDirectExecute } from "../../../src/chat/routing/execute.ts";
import { CuepointError } from "../../../src/errors.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { createFakeThread } from "../../fakes/thread.ts";

const EVENT: CommandEvent = {
  type: "command",
  id: "1",
  thread: "terminal:local:files:talk",
  author: "me",
  locale: "en",
  command: "ask",
  attachments: [],
  links: [],
  options: {},
};

async function carryOut(
  run: CommandDefinition["run"],
  { signal = new AbortController().signal, locale = "en" } = {},
) {
  const thread = createFakeThread();
  const logger = createFakeLogger();
  const command: CommandDefinition = {
    name: "ask",
    description: inEveryLanguage(() => ""),
    needsVideo: false,
    isJob: true,
    options: [],
    run,
  };
  await createDirectExecute(() => thread, logger)(command, { ...EVENT, locale }, signal);
  return { told: thread.told.map(({ message }) => message), lines: logger.lines };
}

it("lets the command say what it has to say in the event's thread", async () => {
  const { told, lines } = await carryOut(async ({ event, thread }) => {
    await thread.post({ kind: "notice", text: event.command });
  });
  expect(told).toEqual([{ kind: "notice", text: "ask" }]);
  expect(lines).toEqual([]);
});

it.each([
  ["en", /^I can’t reach the model server/],
  ["zh-CN", /\p{Script=Han}/u],
])(
  "says a failure in one sentence of the reader's language, %s, and logs its cause",
  async (locale, sentence) => {
    const failure = new CuepointError("model-unreachable", {}, new Error("connect ECONNREFUSED 10.0.0.1"));
    const { told, lines } = await carryOut(() => Promise.reject(failure), { locale });
    expect(told).toMatchObject([
      { kind: "error", code: "model-unreachable", text: expect.stringMatching(sentence) },
    ]);
    expect(told[0]?.text).not.toContain("10.0.0.1");
    expect(lines).toMatchObject([{ code: "model-unreachable", msg: "command failed", level: 30 }]);
    expect(JSON.stringify(lines)).toContain("ECONNREFUSED");
  },
);

it("logs a fault of its own as an error", async () => {
  const { told, lines } = await carryOut(() => Promise.reject(new TypeError("undefined is no function")));
  expect(told).toMatchObject([{ kind: "error", code: "unexpected" }]);
  expect(lines).toMatchObject([{ level: 50 }]);
});

it("says that it was stopped, whatever the stop broke on its way", async () => {
  const signal = AbortSignal.abort(new CuepointError("cancelled"));
  const { told } = await carryOut(() => Promise.reject(new CuepointError("video-failed")), { signal });
  expect(told).toMatchObject([{ code: "cancelled" }]);
});

it.each(["platform-unreachable", "platform-signed-out"] as const)(
  "leaves an event unheard where the platform takes nothing, so that it comes again: %s",
  async (code) => {
    const away = new CuepointError(code);
    const thread = { ...createFakeThread(), post: () => Promise.reject(away) };
    const execute = createDirectExecute(() => thread, createFakeLogger());
    const command = { name: "help", description: inEveryLanguage(() => ""), needsVideo: false, isJob: false };
    const run = () => Promise.reject(away);
    const going = execute({ ...command, options: [], run }, EVENT, new AbortController().signal);
    await expect(going).rejects.toBe(away);
  },
);

it.each(["thread-gone", "thread-locked"] as const)(
  "takes an event for heard where the thread is closed to the bot: %s",
  async (code) => {
    const closed = new CuepointError(code);
    const thread = { ...createFakeThread(), post: () => Promise.reject(closed) };
    const command = {
      name: "help",
      description: inEveryLanguage(() => ""),
      needsVideo: false,
      isJob: false,
      options: [],
    };
    for (const failure of [closed, new CuepointError("thread-unknown")]) {
      const run = () => Promise.reject(failure);
      const execute = createDirectExecute(() => thread, createFakeLogger());
      const executed = execute({ ...command, run }, EVENT, new AbortController().signal);
      await expect(executed).resolves.toBeUndefined();
    }
  },
);
