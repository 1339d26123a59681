import { describe, expect, it } from "vitest";
import type { OutgoingMessage } from "../../../../src/chat/message.ts";
import { readableText } from "../../../fakes/discord/reading.ts";
import { startBot, threadIdOf } from "../harness.ts";

const working: OutgoingMessage = {
  kind: "progress",
  text: "Asking the model",
  actions: [{ id: "stop", label: "Stop", value: "1" }],
};
const done: OutgoingMessage = { kind: "progress", text: "Done." };

/** As Discord answers for a message older than an hour that was changed too often: with the status of a rate limit. */
const TOO_OLD = {
  method: "PATCH",
  path: /\/messages\/\d+$/,
  status: 429,
  code: 30_046,
  headers: { "retry-after": "0.2" },
};

describe("a message that takes no more edits", () => {
  it("gives way to a new one, and takes its button with it", async () => {
    await using bot = await startBot();
    const thread = bot.adapter.thread(threadIdOf(bot.post));
    const ref = await thread.post(working);
    await thread.post({ kind: "summary", text: "What happens." });
    bot.discord.fail({ ...TOO_OLD, times: 3 });
    await thread.edit(ref, done);
    await bot.discord.settled();
    const messages = bot.discord.read(bot.post);
    expect(messages.map(readableText)).toEqual(["What happens.", "Done."]);
    expect(messages.flatMap(({ components }) => components)).toEqual([]);
    expect(bot.events).toEqual([]);
  });

  it("is known by its old name afterwards", async () => {
    await using bot = await startBot();
    const thread = bot.adapter.thread(threadIdOf(bot.post));
    const ref = await thread.post(working);
    bot.discord.fail(TOO_OLD);
    await thread.edit(ref, working);
    await thread.edit(ref, done);
    expect(bot.discord.read(bot.post).map(readableText)).toEqual(["Done."]);
    await thread.remove(ref);
    expect(bot.discord.read(bot.post)).toEqual([]);
  });

  it("does not stand in the way of the answer that was to take its place", async () => {
    await using bot = await startBot();
    const thread = bot.adapter.thread(threadIdOf(bot.post));
    const replaces = await thread.post(working);
    bot.discord.fail(TOO_OLD);
    const delivery = { key: "job-final", posted: [], onPosted: async () => undefined, replaces };
    await thread.post({ kind: "answer", text: "Yes." }, delivery);
    expect(bot.discord.read(bot.post).map(readableText)).toEqual(["Yes."]);
  });
});
