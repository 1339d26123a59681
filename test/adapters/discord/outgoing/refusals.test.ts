import { describe, expect, it } from "vitest";
import { readableText } from "../../../fakes/discord/reading.ts";
import { must } from "../../../fakes/discord/world.ts";
import { createFakeLogger } from "../../../fakes/logger.ts";
import { adapterFor, createClock, startBot, startServer, threadIdOf } from "../harness.ts";

const NOTICE = { kind: "notice", text: "Ready." } as const;
const HOUR = 3_600_000;

describe("a channel where the bot may not write", () => {
  it("is left alone for an hour after the first refusal, with one line in the log that names what is missing", async () => {
    const clock = createClock();
    const logger = createFakeLogger("info");
    const { lines } = logger;
    await using bot = await startBot({ server: { now: clock.now }, bot: { logger } });
    bot.discord.places.deny(bot.films, ["SendMessages", "AttachFiles"]);
    await bot.discord.settled();
    const thread = bot.adapter.thread(threadIdOf(bot.films));
    const refused = () => bot.discord.requests.filter(({ status }) => status === 403).length;
    const wanted = { code: "permission-missing", details: { permission: "Attach Files, Send Messages" } };
    for (let time = 0; time < 3; time += 1) await expect(thread.post(NOTICE)).rejects.toMatchObject(wanted);
    expect(refused()).toBe(1);
    clock.advance(HOUR - 1);
    await expect(thread.post(NOTICE)).rejects.toMatchObject({ code: "permission-missing" });
    expect(refused()).toBe(1);
    clock.advance(1);
    await expect(thread.post(NOTICE)).rejects.toMatchObject({ code: "permission-missing" });
    expect(refused()).toBe(2);
    const warnings = lines.filter(({ level }) => level === 40);
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toMatchObject({ channel: bot.films.id, missing: "Attach Files, Send Messages" });
  });

  it("is used again at once when a command shows that the right is there", async () => {
    await using bot = await startBot();
    bot.discord.places.deny(bot.films, ["SendMessages"]);
    const thread = bot.adapter.thread(threadIdOf(bot.films));
    await expect(thread.post(NOTICE)).rejects.toMatchObject({ code: "permission-missing" });
    bot.discord.places.deny(bot.films, []);
    bot.discord.people.runs(bot.ada, bot.films, "status");
    await bot.discord.settled();
    await thread.post(NOTICE);
    expect(bot.discord.read(bot.films).map(readableText)).toEqual(["Ready."]);
  });

  it("is explained to a person who uses a command there, each permission by name, in their language", async () => {
    await using bot = await startBot();
    bot.discord.places.deny(bot.films, ["SendMessages", "EmbedLinks"]);
    const wei = bot.discord.places.person("Wei", { locale: "zh-CN" });
    const asked = [bot.ada, wei].map((person) => bot.discord.people.runs(person, bot.films, "status"));
    await bot.discord.settled();
    expect(asked.map(({ whispers }) => whispers)).toEqual([
      [
        `I can’t answer in <#${bot.films.id}> until I have these permissions there: Embed Links, Send Messages.`,
      ],
      [`我在 <#${bot.films.id}> 缺少以下权限，授予之后才能回答：嵌入链接、发送消息。`],
    ]);
    expect(bot.events).toEqual([]);
  });

  it("is explained once, in private, to a person who mentions the bot there", async () => {
    await using bot = await startBot();
    bot.discord.places.deny(bot.films, ["SendMessages"]);
    for (let time = 0; time < 3; time += 1) {
      bot.discord.people.says(bot.ada, bot.films, { text: "hello?", mention: true });
      await bot.discord.settled();
    }
    const direct = must(
      [...bot.discord.world.channels.values()].find(({ recipient }) => recipient),
      "channel",
    );
    expect(bot.discord.read(direct).map(readableText)).toEqual([expect.stringContaining("Send Messages.")]);
    expect(bot.discord.requests.filter(({ status }) => status === 403)).toEqual([]);
    expect(bot.events).toEqual([]);
  });

  it("does not trouble a person who takes no direct messages", async () => {
    await using bot = await startBot();
    bot.discord.places.deny(bot.films, ["SendMessages"]);
    const shy = bot.discord.places.person("Shy", { acceptsDirect: false });
    bot.discord.people.says(shy, bot.films, { text: "hello?", mention: true });
    await bot.discord.settled();
    expect(bot.events).toEqual([]);
  });
});

describe("a thread that is not as it was", () => {
  it("is opened again where it was archived", async () => {
    await using bot = await startBot();
    const thread = bot.adapter.thread(threadIdOf(bot.post));
    const ref = await thread.post(NOTICE);
    bot.discord.places.archive(bot.post);
    await thread.edit(ref, { kind: "notice", text: "Changed." });
    bot.discord.places.archive(bot.post);
    await thread.post(NOTICE);
    expect(bot.discord.read(bot.post).map(readableText)).toEqual(["Changed.", "Ready."]);
    expect(bot.post.archived).toBe(false);
  });

  it("says beside it that it is locked, once, and ends the job with a code", async () => {
    await using bot = await startBot();
    const thread = bot.discord.places.thread(bot.films, "talk");
    bot.discord.places.lock(thread);
    const place = bot.adapter.thread(threadIdOf(thread));
    for (let time = 0; time < 2; time += 1) {
      await expect(place.post(NOTICE)).rejects.toMatchObject({ code: "thread-locked" });
    }
    expect(bot.discord.read(bot.films).map(({ content }) => content)).toEqual([
      `I can’t answer in <#${thread.id}> because it is locked. Unlock it and ask again, or ask here.`,
    ]);
  });

  it("ends the job with a code where the thread is gone, and not where a message is that was to be changed", async () => {
    await using bot = await startBot();
    const thread = bot.adapter.thread(threadIdOf(bot.post));
    const ref = await thread.post(NOTICE);
    bot.discord.people.deletes(must(bot.discord.read(bot.post)[0], "message"));
    await thread.edit(ref, NOTICE);
    expect(bot.discord.read(bot.post)).toEqual([]);
    bot.discord.places.removeChannel(bot.post);
    await expect(thread.edit(ref, NOTICE)).rejects.toMatchObject({ code: "thread-gone" });
    await expect(thread.post(NOTICE)).rejects.toMatchObject({ code: "thread-gone" });
  });
});

describe("a platform in trouble", () => {
  async function posting(fault: object) {
    await using server = await startServer();
    server.discord.fail({ method: "POST", path: /messages$/, status: 500, ...fault });
    const adapter = adapterFor(server.discord);
    const result = await adapter
      .thread(threadIdOf(server.post))
      .post(NOTICE)
      .then(() => "posted")
      .catch((error: unknown) => (error as { code?: string }).code);
    return { result, messages: server.discord.read(server.post).length };
  }

  it("is asked again after a 5xx", async () => {
    expect(await posting({ status: 503, times: 2 })).toEqual({ result: "posted", messages: 1 });
  });

  it("is not told twice what it had taken in before it failed", async () => {
    expect(await posting({ status: 502, afterwards: true })).toEqual({ result: "posted", messages: 1 });
  });

  it("has a code of its own when it stays away", async () => {
    expect(await posting({ status: 500, times: 9 })).toEqual({ result: "platform-unreachable", messages: 0 });
  });

  it.each([
    ["of one bucket", false, { "x-ratelimit-scope": "user" }],
    ["of the whole bot", true, { "x-ratelimit-global": "true" }],
  ])("is waited for at a 429 %s", async (_, global, headers) => {
    const body = { message: "You are being rate limited.", retry_after: 0.05, global };
    const fault = { status: 429, body, headers: { ...headers, "retry-after": "0.05" } };
    expect(await posting(fault)).toEqual({ result: "posted", messages: 1 });
  });

  it("is not asked more often than its headers allow", async () => {
    await using server = await startServer({ rateLimit: { requests: 2, window: 150 } });
    const thread = adapterFor(server.discord).thread(threadIdOf(server.post));
    for (let time = 0; time < 5; time += 1) await thread.post(NOTICE);
    expect(server.discord.requests.map(({ status }) => status)).not.toContain(429);
    expect(server.discord.read(server.post)).toHaveLength(5);
  });
});
