import { describe, expect, it } from "vitest";
import { encodeThreadId } from "../../../../src/chat/thread-id.ts";
import { must } from "../../../fakes/discord/world.ts";
import { startBot, threadIdOf } from "../harness.ts";

const VIDEO = { name: "holiday.mp4", data: Buffer.from("film") };

describe("what is deleted", () => {
  it("is told by the id that the command came with, when its reply is deleted", async () => {
    await using bot = await startBot();
    const { people, settled, read } = bot.discord;
    people.runs(bot.ada, bot.films, "summarize", { video: VIDEO });
    await settled();
    people.deletes(must(read(bot.films)[0], "reply"));
    await settled();
    const [command, ...rest] = bot.events;
    if (command?.type !== "command") throw new TypeError("expected a command");
    expect(rest).toEqual([{ type: "deleted", thread: command.thread, message: command.id }]);
  });

  it("is reported for the thread and the channel if it is not known whether there is a thread", async () => {
    await using bot = await startBot();
    const { people, settled } = bot.discord;
    const message = people.says(bot.ada, bot.films, { text: "hello" });
    people.deletes(message);
    await settled();
    const place = { platform: "discord", tenant: bot.guild.id, channel: bot.films.id } as const;
    expect(bot.events).toEqual([
      { type: "deleted", thread: threadIdOf(bot.films), message: message.id },
      { type: "deleted", thread: encodeThreadId({ ...place, thread: message.id }), message: message.id },
    ]);
  });

  it.each(["a thread", "its channel"])("is a whole thread, with %s", async (what) => {
    await using bot = await startBot();
    const { people, places, settled, read, threadAt } = bot.discord;
    people.runs(bot.ada, bot.films, "summarize", { video: VIDEO });
    await settled();
    const thread = must(threadAt(must(read(bot.films)[0], "reply").id), "thread");
    const expected = { type: "deleted", thread: threadIdOf(thread) };
    places.removeChannel(what === "a thread" ? thread : bot.films);
    await settled();
    expect(bot.events.slice(1)).toContainEqual(expected);
  });

  it("is a direct message too", async () => {
    await using bot = await startBot();
    const direct = bot.discord.places.direct(bot.ada);
    const message = bot.discord.people.says(bot.ada, direct, { text: "hello" });
    await bot.discord.settled();
    bot.discord.people.deletes(message);
    await bot.discord.settled();
    expect(bot.events.at(-1)).toEqual({ type: "deleted", thread: threadIdOf(direct), message: message.id });
  });
});

describe("a server that the bot leaves", () => {
  it("is told once by its tenant", async () => {
    await using bot = await startBot();
    bot.discord.places.kickBot(bot.guild);
    await bot.discord.settled();
    expect(bot.events).toEqual([{ type: "left", platform: "discord", tenant: bot.guild.id }]);
  });

  it("is not one that is only out of order", async () => {
    await using bot = await startBot();
    bot.discord.places.outage(bot.guild);
    await bot.discord.settled();
    expect(bot.events).toEqual([]);
  });
});
