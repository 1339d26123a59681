import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { GatewayIntentBits } from "discord.js";
import { expect, it } from "vitest";
import { VARIABLES } from "../src/config.ts";

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), "utf8");

const page = read("docs/privacy.md");

/** First cells of the table under a heading. */
function tableUnder(heading: string): string[] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split("\n## ", 1)[0] ?? "";
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, cell = ""]) => cell);
}

it("justifies each scope of the manifest, and no other", () => {
  const manifest = JSON.parse(read("adapters/slack/manifest.json"));
  expect(tableUnder("What it may do in Slack").toSorted()).toEqual(
    manifest.oauth_config.scopes.bot.toSorted(),
  );
});

it("justifies each intent that the gateway is asked for, and no other", () => {
  const source = read("adapters/discord/connection/gateway.ts");
  const asked = [...source.matchAll(/GatewayIntentBits\.(\w+)/g)].map(([, name = ""]) => name);
  const told = tableUnder("What it may do in Discord");
  expect(told.toSorted()).toEqual([...new Set(asked)].toSorted());
  expect(told.filter((name) => !(name in GatewayIntentBits))).toEqual([]);
});

it("names only settings that there are, with their defaults", () => {
  const named = [...page.matchAll(/`([A-Z][A-Z_]{4,})`/g)].map(([, name = ""]) => name);
  expect(named.filter((name) => !VARIABLES.includes(name))).toEqual([]);
  const example = read(".env.example");
  expect(example).toMatch(/^CONTEXT_TTL_HOURS=168$/m);
  expect(example).toMatch(/^ORIGINAL_TTL_MINUTES=60$/m);
  expect(example).toMatch(/^MODEL_MAX_IMAGES=152$/m);
});

it("names the times after which records end", () => {
  const days = (path: string, name: string) => {
    const [, factor = ""] = new RegExp(`${name} = (\\d+) \\* 24 \\* 3_600_000`).exec(read(path)) ?? [];
    return Number(factor);
  };
  expect(days("src/store/jobs.ts", "JOB_TTL_MS")).toBe(7);
  expect(days("src/store/outbox.ts", "OUTBOX_TTL_MS")).toBe(7);
  expect(days("src/store/usage.ts", "USAGE_TTL_MS")).toBe(35);
  expect(read(".env.example")).toMatch(/^FEEDBACK_DAYS=180$/m);
});
