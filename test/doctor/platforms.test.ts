import { describe, expect, it } from "vitest";
import { probeDiscord } from "../../adapters/discord/connection/application.ts";
import { probeSlack } from "../../adapters/slack/connection/application.ts";
import { catalogueFor } from "../../src/chat/locales/locales.ts";
import { type Check, examine } from "../../src/doctor/check.ts";
import { checkDiscord, checkSlack } from "../../src/doctor/checks/platforms.ts";
import { startDiscord } from "../fakes/discord/discord.ts";
import { bits } from "../fakes/discord/permissions.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { type FakeSlack, startSlack } from "../fakes/slack/slack.ts";
import { APP_TOKEN, BOT_TOKEN } from "../fakes/slack/world.ts";

const words = catalogueFor("en");
const logger = createFakeLogger();
const signal = new AbortController().signal;
/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:9/api/";

async function examined(check: Check): Promise<string[]> {
  const findings = await examine([check], { words, logger, signal });
  return findings.map(({ level, say }) => `${level}: ${say(words.doctor)}`);
}

describe("Slack", () => {
  const check = (slack: FakeSlack, more: Partial<Parameters<typeof probeSlack>[0]> = {}) =>
    examined(
      checkSlack(() => probeSlack({ botToken: BOT_TOKEN, apiUrl: slack.apiUrl, ...more }, logger), 3000),
    );

  it("knows the bot and opens Socket Mode", async () => {
    await using slack = await startSlack();
    expect(await check(slack, { appToken: APP_TOKEN })).toEqual([
      "fine: Slack knows the bot in the workspace “Team”.",
      "fine: Socket Mode opens, so no public address is needed.",
    ]);
    expect(slack.socket.connections()).toBe(0);
  });

  it("names the scopes that the token lacks", async () => {
    await using slack = await startSlack();
    slack.world.tokens.get(BOT_TOKEN)?.delete("files:read");
    slack.world.tokens.get(BOT_TOKEN)?.delete("users:read");
    expect((await check(slack))[1]).toMatch(/^fault: The bot lacks the scopes files:read, users:read\. /);
  });

  it("only warns of scopes that an app was not asked for when it was created", async () => {
    await using slack = await startSlack();
    const token = slack.world.tokens.get(BOT_TOKEN);
    for (const scope of ["assistant:write", "channels:read", "groups:read"]) token?.delete(scope);
    expect((await check(slack))[1]).toMatch(
      /^warning: The bot lacks the scopes assistant:write, channels:read, /,
    );
  });

  it("says in Slack's own word why it refuses a token", async () => {
    await using slack = await startSlack();
    expect(await check(slack, { botToken: "xoxb-other", appToken: "xapp-other" })).toEqual([
      expect.stringMatching(/^fault: .*SLACK_BOT_TOKEN \(invalid_auth\)/),
      expect.stringMatching(/^fault: .*SLACK_APP_TOKEN \(invalid_auth\)/),
    ]);
    const [, socket] = await check(slack, { appToken: BOT_TOKEN });
    expect(socket).toMatch(/^fault: .*SLACK_APP_TOKEN \(missing_scope\)/);
  });

  it("names the port where Slack's requests arrive without Socket Mode", async () => {
    await using slack = await startSlack();
    expect((await check(slack))[1]).toMatch(/^fine: .*port 3000/);
  });

  it("that cannot be reached is one fault, also where both tokens were to be tried", async () => {
    await using slack = await startSlack();
    expect(await check(slack, { apiUrl: NOWHERE, appToken: APP_TOKEN })).toEqual([
      `fault: ${words.doctor.slack.unreachable}`,
    ]);
  });

  it("that cannot be reached is a fault, and one that nobody set up is none", async () => {
    await using slack = await startSlack();
    expect((await check(slack, { apiUrl: NOWHERE }))[0]).toBe(`fault: ${words.doctor.slack.unreachable}`);
    expect(await examined(checkSlack(null, 3000))).toEqual([`fine: ${words.doctor.slack.off}`]);
  });
});

describe("Discord", () => {
  const check = (token: string, apiUrl: string, wantsMessages = true) =>
    examined(
      checkDiscord({
        probe: (abort) => probeDiscord({ token, apiUrl }, abort),
        wantsMessages,
        nameOf: (permission) => words.discord.permissions[permission],
      }),
    );

  it("knows the bot, and its servers with what it lacks there", async () => {
    await using discord = await startedDiscord();
    discord.places.guild();
    const poor = discord.places.guild();
    poor.botPermissions &= ~bits(["EmbedLinks", "CreatePublicThreads"]);
    const [known, lacks, ...more] = await check(discord.token, discord.apiUrl);
    expect(known).toBe("fine: Discord knows the bot, which is in 2 servers.");
    expect(lacks).toMatch(new RegExp(`^fault: In “${poor.name}” the bot lacks: .*, .*\\. Invite it again`));
    expect(more).toEqual([]);
  });

  it("asks for nothing more where the bot is an administrator", async () => {
    await using discord = await startedDiscord();
    discord.places.guild().botPermissions = bits(["Administrator"]);
    expect(await check(discord.token, discord.apiUrl)).toHaveLength(1);
  });

  it("notes that the bot is nowhere, and that it may not read what is not addressed to it", async () => {
    await using discord = await startedDiscord({ messageContent: false });
    expect(await check(discord.token, discord.apiUrl)).toEqual([
      `warning: ${words.doctor.discord.nowhere}`,
      `warning: ${words.doctor.discord.noMessageContent}`,
    ]);
    expect(await check(discord.token, discord.apiUrl, false)).toHaveLength(1);
  });

  it("that does not know the token, or cannot be reached, is a fault; one that nobody set up is none", async () => {
    await using discord = await startedDiscord();
    expect(await check("wrong", discord.apiUrl)).toEqual([`fault: ${words.doctor.discord.refused}`]);
    expect(await check("any", NOWHERE)).toEqual([`fault: ${words.doctor.discord.unreachable}`]);
    const off = checkDiscord({ probe: null, wantsMessages: true, nameOf: String });
    expect(await examined(off)).toEqual([`fine: ${words.doctor.discord.off}`]);
  });
});

async function startedDiscord(options: Parameters<typeof startDiscord>[0] = {}) {
  const discord = await startDiscord(options);
  return { ...discord, [Symbol.asyncDispose]: () => discord.close() };
}
