import { afterEach, beforeEach, expect, it } from "vitest";
import { systemClock } from "../../src/util/clock.ts";
import { type FakeDiscord, startDiscord } from "../fakes/discord/discord.ts";
import { type FakeSlack, startSlack } from "../fakes/slack/slack.ts";
import { APP_TOKEN, BOT_TOKEN } from "../fakes/slack/world.ts";
import { eventually } from "../support/eventually.ts";
import { type CliRun, startCuepoint } from "../support/run-cuepoint.ts";
import { freePort } from "../support/servers/free-port.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { seen } from "./seen-from-outside.ts";

const TEST_MS = 120_000;

let folder: string;
let slack: FakeSlack;
let discord: FakeDiscord;
let health: number;
let run: CliRun | null = null;
let said = "";

beforeEach(async () => {
  folder = temporaryFolder();
  slack = await startSlack({ clock: systemClock });
  discord = await startDiscord();
  health = await freePort();
});

afterEach(async () => {
  run?.child.kill("SIGKILL");
  await run?.finished;
  run = null;
  await discord.close();
  await slack[Symbol.asyncDispose]();
});

function start(more: Readonly<Record<string, string>> = {}): CliRun {
  said = "";
  run = startCuepoint([], {
    cwd: folder,
    env: {
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      MODEL_BASE_URL: "http://127.0.0.1:1/v1",
      DISK_RESERVE_MEGABYTES: "0",
      HEALTH_PORT: String(health),
      LOG_FORMAT: "json",
      ...more,
    },
  });
  run.child.stderr?.on("data", (text: string) => {
    said += text;
  });
  return run;
}

const hears = (text: string) => eventually(() => expect(said).toContain(text));
const readiness = (words: RegExp) =>
  eventually(async () => expect((await seen(health, "/readyz")).text).toMatch(words));
const times = (text: string) => said.split(text).length - 1;

it(
  "says who it is on each platform, whether there is a model, and where its health is",
  async () => {
    start();
    await hears("Slack: connected as @");
    await hears("Discord: connected as ");
    await hears("0 servers");
    await hears("Model: the server at MODEL_BASE_URL does not answer.");
    await hears(`Health: http://127.0.0.1:${health}/healthz`);
  },
  TEST_MS,
);

it(
  "works on Slack while Discord does not take the token, which is said once and in /readyz",
  async () => {
    const { child, finished } = start({ DISCORD_TOKEN: "old" });
    await hears("Slack: connected as @");
    await hears("Discord does not accept the token in DISCORD_TOKEN.");
    await readiness(/^not ready: (?!.*slack).*discord/);
    expect((await seen(health, "/healthz")).status).toBe(200);
    slack.people.say({ text: "help", direct: true });
    await eventually(() => expect(slack.calls.map(({ method }) => method)).toContain("chat.postMessage"));
    expect(times("Discord does not accept")).toBe(1);
    child.kill("SIGTERM");
    expect((await finished).code).toBe(0);
  },
  TEST_MS,
);

it(
  "tries a platform again that was out of reach, and says so once",
  async () => {
    discord.fail({ path: /./, status: 503, times: 12 });
    start();
    await hears("Slack: connected as @");
    await hears("Discord: connected as ");
    expect(times("Discord cannot be reached.")).toBe(1);
    await readiness(/^(?!.*discord)/);
  },
  TEST_MS,
);

it(
  "comes back after Discord has closed the gateway with 4004, once the token is good again",
  async () => {
    start();
    await hears("Slack: connected as @");
    await hears("Discord: connected as ");
    discord.gateway.refuse();
    await eventually(() => expect(times("Discord: connected as ")).toBe(2));
    expect(discord.gateway.connections()).toBe(1);
  },
  TEST_MS,
);

it(
  "notices that Slack has revoked the bot's token though the connection stands, and comes back with the token",
  async () => {
    start({ DISCORD_TOKEN: "" });
    await hears("Slack: connected as @");
    const { tokens } = slack.world;
    const scopes = tokens.get(BOT_TOKEN) ?? new Set<string>();
    // Slack has sent the message by the time the token goes.
    slack.people.say({ text: "help", direct: true });
    tokens.delete(BOT_TOKEN);
    await hears("SLACK_BOT_TOKEN");
    await readiness(/^not ready: .*slack/);
    tokens.set(BOT_TOKEN, scopes);
    await eventually(() => expect(times("Slack: connected as @")).toBe(2));
    await readiness(/^(?!.*slack)/);
  },
  TEST_MS,
);

it(
  "ends at once when it is told to while Slack is being connected again",
  async () => {
    const { child, finished } = start({ DISCORD_TOKEN: "" });
    await hears("Slack: connected as @");
    const before = slack.socket.connections();
    slack.trouble.expect("apps.connections.open", { kind: "cut-before" }, 50);
    slack.socket.cut();
    await eventually(() => expect(slack.trouble.left("apps.connections.open")).toBeLessThan(50));
    child.kill("SIGTERM");
    expect((await finished).code).toBe(0);
    expect(slack.socket.connections()).toBe(before);
  },
  TEST_MS,
);
