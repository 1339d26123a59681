import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/util/clock.ts";
import { type FakeDiscord, startDiscord } from "../fakes/discord/discord.ts";
import { type FakeSlack, startSlack } from "../fakes/slack/slack.ts";
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET } from "../fakes/slack/world.ts";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { freePort } from "../support/servers/free-port.ts";
import { type LocalServer, serveHttp } from "../support/servers/loopback.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Slack's calls are tried again for ten seconds before a start is given up. Milliseconds. */
const PATIENCE = 60_000;

const folder = temporaryFolder();
let slack: FakeSlack;
let discord: FakeDiscord;
/** Answers 503 to everything. */
let down: LocalServer;

beforeAll(async () => {
  slack = await startSlack({ clock: systemClock });
  discord = await startDiscord();
  down = await serveHttp((_, response) => response.writeHead(503).end("down"));
});

afterAll(async () => {
  await down[Symbol.asyncDispose]();
  await discord.close();
  await slack[Symbol.asyncDispose]();
});

const onSlack = (apiUrl: string, tokens: Readonly<Record<string, string>> = {}) => ({
  SLACK_BOT_TOKEN: BOT_TOKEN,
  SLACK_APP_TOKEN: APP_TOKEN,
  SLACK_API_URL: apiUrl,
  ...tokens,
});
const onDiscord = (apiUrl: string, token: string) => ({ DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl });

async function started(env: Readonly<Record<string, string>>) {
  const health = { HEALTH_PORT: String(await freePort()), MODEL_BASE_URL: "http://127.0.0.1:1/v1" };
  const { code, stdout, stderr } = await startCuepoint([], { cwd: folder, env: { ...health, ...env } })
    .finished;
  const lines = stderr.trim().split("\n");
  // Besides the lines of the log that say how the start goes on.
  return { code, stdout, said: lines.filter((line) => !line.startsWith("{")), stderr };
}

describe("a platform that cannot start ends the bot with a sentence", () => {
  const unreachable = (platform: string) =>
    `${platform} cannot be reached. Check this machine’s network and try again.`;
  const badToken = (platform: string, variable: string) =>
    `${platform} does not accept the token in ${variable}. Copy it again from ${platform}’s page for your app.`;

  it.each([
    [
      "Slack: a wrong bot token",
      () => onSlack(slack.apiUrl, { SLACK_BOT_TOKEN: "xoxb-old" }),
      78,
      badToken("Slack", "SLACK_BOT_TOKEN"),
    ],
    [
      "Slack: a wrong app token",
      () => onSlack(slack.apiUrl, { SLACK_APP_TOKEN: "xapp-old" }),
      78,
      badToken("Slack", "SLACK_APP_TOKEN"),
    ],
    ["Slack: 503", () => onSlack(`${down.url}/api`), 69, unreachable("Slack")],
    [
      "Slack: no network",
      async () => onSlack(`http://127.0.0.1:${await freePort()}/api`),
      69,
      unreachable("Slack"),
    ],
    [
      "Slack: a port that is taken",
      () =>
        onSlack(slack.apiUrl, {
          SLACK_APP_TOKEN: "",
          SLACK_SIGNING_SECRET: SIGNING_SECRET,
          SLACK_PORT: new URL(`${down.url}/api`).port,
        }),
      78,
      "The port for Slack’s requests cannot be opened. Another program may be using it: set SLACK_PORT to a free port.",
    ],
    [
      "Discord: a wrong token",
      () => onDiscord(discord.apiUrl, "old"),
      78,
      badToken("Discord", "DISCORD_TOKEN"),
    ],
    ["Discord: 503", () => onDiscord(`${down.url}/api`, "old"), 69, unreachable("Discord")],
    [
      "Discord: no network",
      async () => onDiscord(`http://127.0.0.1:${await freePort()}/api`, "old"),
      69,
      unreachable("Discord"),
    ],
    [
      "Discord: a network that answers in its place",
      () => onDiscord(`${slack.base}/elsewhere`, "old"),
      69,
      unreachable("Discord"),
    ],
  ])(
    "%s",
    async (_, env, code, sentence) => {
      const result = await started(await env());
      expect(result.said).toEqual([sentence]);
      expect({ code: result.code, stdout: result.stdout }).toEqual({ code, stdout: "" });
      expect(result.stderr).not.toMatch(/\bat .*:\d+|xoxb-|xapp-/);
    },
    PATIENCE,
  );

  it(
    "names each of two, and may be started again where one of them was only out of reach",
    async () => {
      const { code, said } = await started({
        ...onSlack(slack.apiUrl, { SLACK_BOT_TOKEN: "xoxb-old" }),
        ...onDiscord(`${down.url}/api`, "old"),
      });
      expect(said.toSorted()).toEqual([unreachable("Discord"), badToken("Slack", "SLACK_BOT_TOKEN")]);
      expect(code).toBe(69);
    },
    PATIENCE,
  );
});
