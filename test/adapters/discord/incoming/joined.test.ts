import { ChannelType } from "discord.js";
import { expect, it } from "vitest";
import type { FakeDiscord } from "../../../fakes/discord/discord.ts";
import { createFakeLogger } from "../../../fakes/logger.ts";
import { realWelcome } from "../../../support/real-welcome.ts";
import { temporaryStore } from "../../../support/temporary-store.ts";
import { adapterFor, startBot } from "../harness.ts";

async function welcoming(bot: Parameters<typeof startBot>[0] = {}) {
  const welcome = realWelcome(await temporaryStore());
  const own = typeof bot.bot === "function" ? {} : bot.bot;
  return startBot({ ...bot, bot: { welcome, ...own } });
}

/** A server that the bot is not in yet, with its channels from above. */
function club({ places }: FakeDiscord, options: Parameters<FakeDiscord["places"]["guild"]>[0] = {}) {
  const guild = places.guild(options);
  places.channel(guild, "lounge", ChannelType.GuildVoice);
  const [rules, talk, news] = ["rules", "talk", "news"].map((name) => places.channel(guild, name));
  if (!rules || !talk || !news) throw new TypeError("three channels");
  return { guild, rules, talk, news };
}

const said = ({ world }: FakeDiscord) =>
  [...world.messages.values()].map(({ channel, content }) => [channel, content]);

it("introduces itself in a server that it is added to: in the channel for system messages, in the server's language", async () => {
  await using bot = await welcoming();
  const { guild, news } = club(bot.discord, { locale: "zh-CN" });
  guild.systemChannel = news.id;
  bot.discord.places.join(guild);
  await bot.discord.settled();
  expect(said(bot.discord)).toEqual([
    [news.id, expect.stringMatching(/大家好(.|\n)*7 天(.|\n)*\/cuepoint privacy/)],
  ]);
  expect(bot.discord.violations).toEqual([]);
  expect(bot.events).toEqual([]);
});

it("takes the first text channel where it may write and be used, if there is no channel for system messages", async () => {
  await using server = await welcoming();
  const { guild, rules, talk } = club(server.discord);
  server.discord.places.deny(rules, ["SendMessages"]);
  server.discord.places.join(guild);
  await server.discord.settled();
  expect(said(server.discord)).toEqual([[talk.id, expect.stringContaining("Hello!")]]);
});

it("is silent in servers that it was in when it connected, and in those that come back", async () => {
  await using bot = await welcoming();
  bot.discord.places.outage(bot.guild);
  bot.discord.places.comeBack(bot.guild);
  // After some outages Discord first says that the bot has left.
  bot.discord.gateway.tell("GUILD_DELETE", { id: bot.guild.id }, bot.guild.id);
  bot.discord.places.comeBack(bot.guild);
  await bot.discord.settled();
  expect(said(bot.discord)).toEqual([]);
});

it("waits for a new server that is out of reach at first", async () => {
  await using bot = await welcoming();
  const { guild, rules } = club(bot.discord);
  bot.discord.places.joinUnavailable(guild);
  await bot.discord.settled();
  expect(said(bot.discord)).toEqual([]);
  bot.discord.places.comeBack(guild);
  await bot.discord.settled();
  expect(said(bot.discord)).toEqual([[rules.id, expect.stringContaining("Hello!")]]);
});

it("does so once with two processes, and not again when it is removed and added", async () => {
  const welcome = realWelcome(await temporaryStore());
  await using bot = await startBot({ bot: { welcome } });
  const other = adapterFor(bot.discord, { welcome });
  await other.start([], async () => undefined);
  const { guild } = club(bot.discord);
  bot.discord.places.join(guild);
  await bot.discord.settled();
  expect(said(bot.discord)).toHaveLength(1);
  bot.discord.places.kickBot(guild);
  bot.discord.places.join(guild);
  await bot.discord.settled();
  expect(said(bot.discord)).toHaveLength(1);
  await other.stop();
});

it("is silent where it may not be used, and says in one debug line where it may write nowhere", async () => {
  const logger = createFakeLogger();
  const denied = { guilds: { allow: [], deny: [] as string[] } };
  await using bot = await welcoming({ bot: { logger, access: denied } });
  const closed = club(bot.discord);
  denied.guilds.deny.push(closed.guild.id);
  bot.discord.places.join(closed.guild);
  const mute = club(bot.discord);
  for (const channel of [mute.rules, mute.talk, mute.news]) channel.denied = 0x800n;
  bot.discord.places.join(mute.guild);
  await bot.discord.settled();
  expect(said(bot.discord)).toEqual([]);
  const lines = logger.lines.filter(({ msg }) => msg.includes("could not be welcomed"));
  expect(lines.map(({ level, guild }) => [level, guild])).toEqual([
    [20, closed.guild.id],
    [20, mute.guild.id],
  ]);
  // The gateway is behind: Discord itself refuses. It is asked once, and nothing is said to have gone wrong.
  const late = club(bot.discord);
  bot.discord.fail({
    method: "POST",
    path: /messages$/,
    status: 403,
    code: 50013,
    body: { code: 50013, message: "Missing Permissions" },
  });
  bot.discord.places.join(late.guild);
  await bot.discord.settled();
  expect(said(bot.discord)).toEqual([]);
  expect(logger.lines.filter(({ level }) => level >= 40)).toEqual([]);
});
