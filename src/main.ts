import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { createDiscordAdapter } from "../adapters/discord/adapter.ts";
import { createSlackAdapter } from "../adapters/slack/adapter.ts";
import { createTerminalAdapter } from "../adapters/terminal/adapter.ts";
import type { CommandDeps } from "../commands/deps.ts";
import { createCommands, createJobCommands } from "../commands/index.ts";
import type { ChatAdapter } from "./chat/adapter.ts";
import type { CommandDefinition } from "./chat/command.ts";
import type { DeletedEvent, LeftEvent, MessageEvent } from "./chat/event.ts";
import { createDirectExecute } from "./chat/execute.ts";
import { createInFlight } from "./chat/in-flight.ts";
import { createRouter } from "./chat/router.ts";
import { type Platform, parseThreadId, type ThreadId } from "./chat/thread-id.ts";
import { type Config, ConfigError, loadConfig } from "./config.ts";
import { createLogger } from "./create-logger.ts";
import { CuepointError } from "./errors.ts";
import { createMetrics } from "./health/metrics.ts";
import { openHealth } from "./health/open-health.ts";
import { createBotModel } from "./jobs/bot-model.ts";
import { forEachVideo } from "./jobs/each-video.ts";
import { guardContent, meteredReader } from "./jobs/metered.ts";
import { createOffice } from "./jobs/office.ts";
import { createSingleFlight } from "./jobs/single-flight.ts";
import { within } from "./jobs/within.ts";
import type { Logger } from "./logger.ts";
import { createLazyLinks } from "./media/lazy-links.ts";
import { takeVideo } from "./media/local-video.ts";
import { sweepWorkspaces } from "./media/workspace.ts";
import { packageVersion } from "./package-version.ts";
import { stopSignal } from "./stop-signal.ts";
import { openStore } from "./store/open-store.ts";
import type { Store } from "./store/store.ts";
import { summarize } from "./summary/pipeline.ts";
import { createLazyReader } from "./video/ffmpeg/lazy-reader.ts";
import type { VideoReader } from "./video/reader.ts";
import { STRATEGIES } from "./video/sample/strategies.ts";
import { createModelSource, type ModelSource } from "./vision/model-source.ts";

/** EX_CONFIG of sysexits.h. */
const BAD_CONFIG = 78;
// Above the line that runs everything: below it they would not exist yet.
const MEGABYTE = 1_000_000;
const MINUTE = 60_000;
const SWEEP_EVERY = 10 * MINUTE;
/** Running jobs get this long to end; then they go back to the queue. */
const SHUTDOWN = 25_000;

if (existsSync(".env")) process.loadEnvFile(".env");
await main();

async function main(): Promise<void> {
  try {
    process.exitCode = await run(loadConfig());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = BAD_CONFIG;
  }
}

/** With words behind it the program is a command line; without, it is the bot of every platform that is set up. */
async function run(config: Config): Promise<number> {
  const { slack, discord } = config;
  const secrets = [config.model.apiKey, config.store.url, config.jobs.queueUrl, discord.token];
  const logger = createLogger({
    ...config.log,
    secrets: [...secrets, slack.botToken, slack.appToken, slack.signingSecret],
  });
  const argv = process.argv.slice(2);
  const role = argv[0] === undefined ? "gateway" : argv[0] === "worker" ? "worker" : null;
  const store = openStore(config.store, logger);
  try {
    return role
      ? await runBots(config, { role, store, logger })
      : await runTerminal(config, argv, store, logger);
  } finally {
    await store.close();
  }
}

/** Answers one command line; nothing becomes a job, since the person waits for it. */
async function runTerminal(config: Config, argv: string[], store: Store, logger: Logger): Promise<number> {
  const terminal = createTerminalAdapter({
    argv,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    locale: config.locale,
    cwd: config.startFolder,
    version: packageVersion(),
    callOf: (command) => (command === null ? "npm start --" : `npm run ${command} --`),
    signals: process,
    exit: process.exit,
  });
  const reader = videoReader(config, logger);
  const model = createModelSource(config.model, logger);
  const commands = createCommands(
    commandDeps(config, { store, logger, reader, model, adapter: () => terminal }),
  );
  const execute = createDirectExecute(terminal.thread, logger);
  const dispatch = createRouter({ commands, execute, ...threadEvents(store), logger });
  await terminal.start(commands, dispatch);
  return terminal.exitCode();
}

interface BotOptions {
  /** A worker takes up jobs and posts answers; a gateway hears people, and works too where the queue is its own. */
  readonly role: "gateway" | "worker";
  readonly store: Store;
  readonly logger: Logger;
}

async function runBots(config: Config, { role, store, logger }: BotOptions): Promise<number> {
  const adapters = chatAdapters(config, logger);
  const adapter = (platform: Platform) => {
    const found = adapters.get(platform);
    if (!found) throw new CuepointError("platform-unreachable");
    return found;
  };
  const thread = (id: ThreadId) => adapter(parseThreadId(id).platform).thread(id);
  const byName = new Map<string, CommandDefinition>();
  const { jobs } = config;
  const reserveBytes = jobs.reserveMegabytes * MEGABYTE;
  const metrics = createMetrics(() => office.count());
  const { observer } = metrics;
  const place = { folder: tmpdir(), reserveBytes };
  const office = createOffice(
    { store, queueUrl: jobs.queueUrl, limits: jobs.limits, thread, ...place, observer, logger },
    (name) => byName.get(name),
  );
  const reader = meteredReader(videoReader(config, logger), office.quota);
  const counted = { quota: office.quota, onUsage: metrics.modelUsed, logger };
  const model = createBotModel(createModelSource(config.model, logger), counted);
  const deps = commandDeps(config, { store, logger, reader, model, adapter });
  const fetchVideo: CommandDeps["fetchVideo"] = async (...asked) =>
    guardContent(await deps.fetchVideo(...asked), office.poison);
  const guarded = { ...deps, fetchVideo, summarize: createSingleFlight(deps.summarize) };
  const commands = [...createCommands(guarded), ...createJobCommands(office.desk)];
  for (const command of commands) byName.set(command.name, command);
  const { isAtWork } = office.desk;
  const events = { ...threadEvents(store), isAtWork, onDeleted: office.onDeleted, onLeft: office.onLeft };
  const execute = forEachVideo(office.execute, config.links.perMessage);
  const incoming = createInFlight(createRouter({ commands, execute, ...events, logger }));

  const sweep = keepSwept(store, logger);
  await sweepWorkspaces(place.folder, Date.now());
  const watched = { ...place, store, model, queue: office.check, metrics, logger };
  const health = await openHealth(config.health, watched);
  if (role === "worker" || jobs.queueUrl === undefined) await office.work(commands);
  if (role === "gateway") for (const one of adapters.values()) await one.start(commands, incoming.dispatch);
  logger.info({ role, platforms: [...adapters.keys()] }, "started");
  await stopSignal();
  clearInterval(sweep);
  if (role === "gateway") for (const one of adapters.values()) await one.stop();
  await Promise.all([office.close(SHUTDOWN), within(incoming.settled(), SHUTDOWN)]);
  await health?.close();
  return 0;
}

function keepSwept(store: Store, logger: Logger): NodeJS.Timeout {
  return setInterval(() => {
    store.sweep().catch((error: unknown) => logger.warn({ err: error }, "the store could not be swept"));
  }, SWEEP_EVERY).unref();
}

function chatAdapters({ slack, discord, store }: Config, logger: Logger): ReadonlyMap<Platform, ChatAdapter> {
  const adapters = new Map<Platform, ChatAdapter>();
  const { botToken, appToken, signingSecret, apiUrl, ...rest } = slack;
  if (botToken !== undefined) {
    const tokens = {
      botToken,
      ...(appToken !== undefined && { appToken }),
      ...(signingSecret !== undefined && { signingSecret }),
    };
    const keepDays = Math.ceil(store.contextTtlHours / 24);
    adapters.set(
      "slack",
      createSlackAdapter({ ...rest, ...tokens, ...(apiUrl !== undefined && { apiUrl }), keepDays, logger }),
    );
  }
  const { token } = discord;
  if (token !== undefined) adapters.set("discord", createDiscordAdapter({ ...discord, token, logger }));
  if (adapters.size === 0) {
    throw new ConfigError([
      "SLACK_BOT_TOKEN or DISCORD_TOKEN must be set to start a bot; see docs/slack.md and docs/discord.md.",
    ]);
  }
  return adapters;
}

interface Parts {
  readonly store: Store;
  readonly logger: Logger;
  readonly reader: VideoReader;
  readonly model: ModelSource;
  readonly adapter: (platform: Platform) => Pick<ChatAdapter, "openAttachment">;
}

function commandDeps(config: Config, { adapter, ...parts }: Parts): CommandDeps {
  const { reader, model, logger } = parts;
  const { limits, searchPath } = config;
  const temporary = tmpdir();
  const { ytdlpPath = null, ports, megabytes, seconds } = config.links;
  const links = createLazyLinks({
    ...{ ytdlpPath, ports, seconds, maxMegabytes: megabytes, maxMinutes: limits.videoMinutes },
    ...{ temporary, searchPath, logger },
  });
  const strategy = STRATEGIES[config.sampling];
  return {
    ...parts,
    now: Date.now,
    async fetchVideo(source, { signal, onProgress }) {
      const download =
        source.kind === "link"
          ? await links.open(source.url, signal, ({ bytes, totalBytes }) => {
              if (totalBytes) onProgress(bytes / totalBytes);
            })
          : await adapter(source.attachment.platform).openAttachment(source.attachment, signal);
      return takeVideo(download, { temporary, maxMegabytes: limits.videoMegabytes, signal, onProgress });
    },
    summarize: (request, signal) => summarize({ reader, model, strategy, logger }, request, signal),
  };
}

function threadEvents(store: Store) {
  return {
    isKnown: async ({ thread }: MessageEvent) => (await store.threads.get(thread)) !== undefined,
    onDeleted: async ({ thread }: DeletedEvent) => void (await store.forgetThread(thread)),
    onLeft: ({ platform, tenant }: LeftEvent) => store.purgeTenant(`${platform}:${tenant}`),
  };
}

function videoReader({ searchPath, tools, limits }: Config, logger: Logger): VideoReader {
  return createLazyReader({ ...tools, searchPath, maxMinutes: limits.videoMinutes, logger });
}
