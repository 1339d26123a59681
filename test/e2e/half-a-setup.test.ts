import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { startCuepoint } from "../support/run-cuepoint.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
beforeAll(() => {});

const SLACK = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };

it.each([
  ["a worker without a queue", ["worker"], SLACK, "QUEUE_URL must be set for a worker"],
  ["a bot without a platform", [], {}, "SLACK_BOT_TOKEN or DISCORD_TOKEN must be set"],
  ["a worker without a platform", ["worker"], {}, "SLACK_BOT_TOKEN or DISCORD_TOKEN must be set"],
  [
    "Slack's token without its second",
    [],
    { SLACK_BOT_TOKEN: "xoxb-1" },
    "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET must be set beside SLACK_BOT_TOKEN",
  ],
  [
    "Slack's app token alone, beside Discord",
    [],
    { SLACK_APP_TOKEN: "xapp-1", DISCORD_TOKEN: "x" },
    "SLACK_BOT_TOKEN must be set beside SLACK_APP_TOKEN",
  ],
  [
    "Slack's signing secret alone",
    [],
    { SLACK_SIGNING_SECRET: "x" },
    "SLACK_BOT_TOKEN must be set beside SLACK_SIGNING_SECRET",
  ],
  [
    "a server of Discord without a token",
    [],
    { DISCORD_GUILD_ID: "123456789012345678" },
    "DISCORD_TOKEN must be set beside DISCORD_GUILD_ID",
  ],
])("refuses %s with 78 and a sentence, and touches nothing on the disk", async (_, args, env, sentence) => {
  const memory = { DATA_DIR: join(folder, "data"), TMPDIR: folder };
  const { code, stdout, stderr } = await startCuepoint(args, { cwd: folder, env: { ...env, ...memory } })
    .finished;
  expect(stderr).toContain(sentence);
  expect({ code, stdout }).toEqual({ code: 78, stdout: "" });
  expect(stderr).not.toMatch(/\bat .*:\d+|Warning/);
  expect(readdirSync(folder)).toEqual([]);
});
