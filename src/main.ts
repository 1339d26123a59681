import { existsSync } from "node:fs";
import { catalogueFor } from "./chat/locales/locales.ts";
import {
  BAD_CONFIG,
  NoPlatformError,
  UNAVAILABLE,
  whyNotStarted,
} from "./compose/platforms/why-not-started.ts";
import { type Config, ConfigError, loadConfig, secretsOf } from "./config.ts";
import { createLogger } from "./create-logger.ts";
import { CuepointError } from "./errors.ts";
import type { Logger } from "./logger.ts";
import { endOnUncaught, endWithin } from "./process-end.ts";
import { openStore, type Store } from "./store/store.ts";

/**
 * Once all is closed, what a platform's library still waits for is of no use. Milliseconds. Above the line that
 * runs everything: below it, it would not exist yet.
 */
const LINGERING = 1000;

if (existsSync(".env")) process.loadEnvFile(".env");
await main();

async function main(): Promise<void> {
  try {
    const config = loadConfig();
    process.exitCode = await run(config).catch((error: unknown) => sayWhyNot(error, config));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = BAD_CONFIG;
  }
}

/** What keeps a bot from starting is told to the operator in a sentence; only our own faults come with a trace. */
function sayWhyNot(error: unknown, { locale }: Config): number {
  if (error instanceof NoPlatformError) return sayWhyNoPlatform(error, locale);
  if (!(error instanceof CuepointError) || error.code === "unexpected") throw error;
  process.stderr.write(`${catalogueFor(locale).error(error.code, error.details)}\n`);
  return UNAVAILABLE;
}

/** Where one of several may come back, it is worth starting again. */
function sayWhyNoPlatform({ failures }: NoPlatformError, locale: string): number {
  const ours = failures.find(({ error }) => error.code === "unexpected");
  if (ours) throw ours.error;
  const reasons = failures.map(({ platform, error }) => whyNotStarted(platform, error, catalogueFor(locale)));
  for (const { text } of reasons) process.stderr.write(`${text}\n`);
  return Math.min(...reasons.map(({ exitCode }) => exitCode));
}

async function run(config: Config): Promise<number> {
  const logger = createLogger({ ...config.log, secrets: secretsOf(config) });
  endOnUncaught(logger);
  // Before the store is opened: while libraries load, its connection would not get on.
  const argv = process.argv.slice(2);
  if (!isBot(argv)) return await runAtTerminal(config, argv, logger);
  const program = await loadBots(config, argv[0] === "worker" ? "worker" : "gateway");
  const store = openStore(config.store, logger);
  try {
    return await program(store, logger);
  } finally {
    await store.close();
    endWithin(LINGERING, logger);
  }
}

async function runAtTerminal(config: Config, argv: string[], logger: Logger): Promise<number> {
  const { openTerminalStore } = await import("./compose/terminal-store.ts");
  const { runTerminal } = await import("./compose/terminal.ts");
  const store = openTerminalStore(config, logger, (sentence) => void process.stderr.write(`${sentence}\n`));
  try {
    return await runTerminal(config, argv, store, logger);
  } finally {
    await store.close();
  }
}

function isBot(argv: readonly string[]): boolean {
  return argv[0] === undefined || argv[0] === "worker";
}

type Program = (store: Store, logger: Logger) => Promise<number>;

/**
 * With words behind it the program is a command line; without, it is the bot of every platform that is set up. Loaded each
 * alone, since the platforms' libraries take most of a second, which no one at a terminal should wait for.
 */
async function loadBots(config: Config, role: "gateway" | "worker"): Promise<Program> {
  checkBotSettings(config, role);
  const { runBots } = await import("./compose/bots.ts");
  return (store, logger) => runBots(config, { role, store, logger });
}

/** What a bot or a worker cannot do without. Throws ConfigError, before anything on the disk is touched. */
export function checkBotSettings({ slack, discord, jobs }: Config, role: "gateway" | "worker"): void {
  const faults: string[] = [];
  if (role === "worker" && jobs.queueUrl === undefined) {
    faults.push("QUEUE_URL must be set for a worker: it takes up the jobs that a bot puts there.");
  }
  if (slack.botToken === undefined && discord.token === undefined) {
    faults.push(
      "SLACK_BOT_TOKEN or DISCORD_TOKEN must be set to start a bot; see docs/slack.md and docs/discord.md.",
    );
  }
  if (discord.guildId !== undefined && discord.token === undefined) {
    faults.push("DISCORD_TOKEN must be set beside DISCORD_GUILD_ID.");
  }
  if (faults.length > 0) throw new ConfigError(faults);
}
