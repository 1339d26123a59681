import { describe, expect, it } from "vitest";
import { createFakeLogger } from "../../../fakes/logger.ts";
import { eventually } from "../../../support/eventually.ts";
import { adapterFor, startBot, startServer, threadIdOf } from "../harness.ts";

type Bot = Awaited<ReturnType<typeof startBot>>;

async function reconnected({ discord }: Bot): Promise<void> {
  await eventually(() => expect(discord.gateway.resumptions()).toBeGreaterThan(0));
  await discord.settled();
}

async function cutAndResumed(bot: Bot): Promise<void> {
  bot.discord.gateway.drop();
  await reconnected(bot);
}

async function forgotten({ discord }: Bot): Promise<void> {
  const connections = discord.gateway.connections();
  discord.gateway.forgetSessions();
  await eventually(() => expect(discord.gateway.connections()).toBe(connections));
  await discord.settled();
}

const textsOf = ({ events }: Bot) => events.map((event) => ("text" in event ? event.text : event.type));

describe("a connection that is lost", () => {
  it.each([
    ["cut", (bot: Bot) => bot.discord.gateway.drop()],
    ["ended by Discord's wish", (bot: Bot) => bot.discord.gateway.askToReconnect()],
  ])("is taken up again when it was %s, and nothing is lost or heard twice", async (_, lose) => {
    await using bot = await startBot();
    const { people } = bot.discord;
    people.says(bot.ada, bot.post, { text: "before" });
    await bot.discord.settled();
    lose(bot);
    people.says(bot.ada, bot.post, { text: "meanwhile" });
    await reconnected(bot);
    people.says(bot.ada, bot.post, { text: "after" });
    await bot.discord.settled();
    expect(textsOf(bot)).toEqual(["before", "meanwhile", "after"]);
  });

  it("does not stop what the bot is saying", async () => {
    await using bot = await startBot();
    bot.discord.gateway.drop();
    await bot.adapter.thread(threadIdOf(bot.post)).post({ kind: "notice", text: "Ready." });
    expect(bot.discord.read(bot.post)).toHaveLength(1);
  });

  it("does not end a job that is under way when it is cut and taken up again", async () => {
    await using bot = await startAtWork();
    await cutAndResumed(bot);
    await endsItsWork(bot);
    expect(bot.events).toHaveLength(1);
  });
});

/** A bot with a job that waits halfway. */
async function startAtWork() {
  const halfway = Promise.withResolvers<void>();
  const onwards = Promise.withResolvers<void>();
  const bot = await startBot({
    core: (adapter) => async (event) => {
      if (event.type !== "command") return;
      const thread = adapter.thread(event.thread, event.id);
      const ref = await thread.post({ kind: "progress", text: "Opening", progress: { step: "fetch" } });
      halfway.resolve();
      await onwards.promise;
      await thread.edit(ref, { kind: "notice", text: "Ready." });
    },
  });
  bot.discord.people.runs(bot.ada, bot.post, "summarize", { options: { link: "https://x.example/a.mp4" } });
  await halfway.promise;
  return { ...bot, goOn: onwards.resolve };
}

async function endsItsWork({ discord, post, goOn }: Awaited<ReturnType<typeof startAtWork>>): Promise<void> {
  goOn();
  await eventually(() => expect(discord.read(post).at(-1)?.content).toBe("Ready."));
}

// Discord lets a bot introduce itself once in five seconds, and each of these does twice.
describe.concurrent("a further session", () => {
  it("begins where Discord has forgotten the one before, and does not end a job that is under way", async ({
    expect,
  }) => {
    await using bot = await startAtWork();
    await forgotten(bot);
    await endsItsWork(bot);
    bot.discord.people.says(bot.ada, bot.post, { text: "hello" });
    await bot.discord.settled();
    expect(textsOf(bot)).toEqual(["command", "hello"]);
  });

  it("is opened for as many connections as Discord recommends, and each server is heard once", async ({
    expect,
  }) => {
    await using bot = await startBot({ server: { shards: 2 }, bot: { shards: "auto" } });
    expect(bot.discord.gateway.connections()).toBe(2);
    bot.discord.people.says(bot.ada, bot.post, { text: "hello" });
    await bot.discord.settled();
    expect(textsOf(bot)).toEqual(["hello"]);
  });
});

describe("what comes twice", () => {
  it("is heard once", async () => {
    await using bot = await startBot();
    const message = bot.discord.people.says(bot.ada, bot.post, { text: "hello" });
    bot.discord.people.retells(message);
    await bot.discord.settled();
    expect(textsOf(bot)).toEqual(["hello"]);
  });
});

describe("start", () => {
  it("asks for the intents that it needs and no others", async () => {
    await using bot = await startBot();
    expect(bot.discord.gateway.intents()).toBe(1 + 512 + 4096 + 32_768);
  });

  it("says with a code that the token is not right", async () => {
    await using server = await startServer();
    const adapter = adapterFor(server.discord, { token: "bad" });
    await expect(adapter.start([], async () => undefined)).rejects.toMatchObject({
      code: "platform-signed-out",
    });
  });

  it("says with a code that the bot is not in the server for development", async () => {
    await using server = await startServer();
    server.discord.fail({ path: /\/guilds\/\d+\/commands$/, status: 403, code: 50_001 });
    const adapter = adapterFor(server.discord, { guildId: server.guild.id });
    await expect(adapter.start([], async () => undefined)).rejects.toMatchObject({
      code: "platform-setup",
      details: { what: "discord-server" },
    });
  });

  it("tells in the log when the gateway is lost and found", async () => {
    const logger = createFakeLogger("info");
    const { lines } = logger;
    await using bot = await startBot({ bot: { logger } });
    bot.discord.gateway.drop();
    await reconnected(bot);
    expect(lines.map(({ msg }) => msg)).toEqual([
      "commands were registered",
      "the gateway is reconnecting",
      "the gateway goes on where it was",
    ]);
  });

  it("puts the token into no line of the log", async () => {
    const logger = createFakeLogger("info");
    const { lines } = logger;
    await using bot = await startBot({ bot: { logger } });
    bot.discord.fail({ path: /messages$/, status: 400, code: 50_035 });
    await bot.adapter
      .thread(threadIdOf(bot.post))
      .post({ kind: "notice", text: "x" })
      .catch(() => undefined);
    expect(JSON.stringify(lines)).not.toContain(bot.discord.token);
  });
});
