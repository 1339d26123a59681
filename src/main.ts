import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { createTerminalAdapter } from "../adapters/terminal/adapter.ts";
import type { CommandDeps } from "../commands/deps.ts";
import { createCommands } from "../commands/index.ts";
import { createDirectExecute } from "./chat/execute.ts";
import { createRouter } from "./chat/router.ts";
import { type Config, ConfigError, loadConfig } from "./config.ts";
import { createLogger } from "./create-logger.ts";
import type { Logger } from "./logger.ts";
import { createLinks } from "./media/create-links.ts";
import type { LinkFetcher } from "./media/download.ts";
import { type LocalVideo, takeVideo } from "./media/local-video.ts";
import type { Isolation } from "./process/isolation.ts";
import { probeIsolation } from "./process/probe-isolation.ts";
import { createStore, type Store } from "./store/store.ts";
import { summarize } from "./summary/pipeline.ts";
import { createFfmpeg } from "./video/ffmpeg/ffmpeg.ts";
import { locateFfmpeg } from "./video/ffmpeg/locate.ts";
import { createFfmpegReader } from "./video/ffmpeg/reader.ts";
import type { VideoReader } from "./video/reader.ts";
import { STRATEGIES } from "./video/sample/strategies.ts";
import { createModelSource } from "./vision/model-source.ts";

/** EX_CONFIG of sysexits.h. */
const BAD_CONFIG = 78;
// Above the line that runs everything: below it they would not exist yet.
const MEGABYTE = 1_000_000;
const MINUTE = 60_000;

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

/** Builds everything, runs the command line, and says what the process should end with. */
async function run(config: Config): Promise<number> {
  const logger = createLogger({ ...config.log, secrets: [config.model.apiKey, config.store.url] });
  const store = openStore(config, logger);
  const terminal = createTerminalAdapter({
    argv: process.argv.slice(2),
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
  const isolate = lazyIsolation(config);
  const reader = lazyReader(config, isolate, logger);
  const fetchLink = lazyLinks(config, isolate, logger);
  const model = createModelSource(config.model, logger);
  const deps: CommandDeps = {
    logger,
    store,
    reader,
    model,
    now: Date.now,
    async fetchVideo(source, { signal, onProgress }) {
      if (source.kind === "link") return fetchLink(source.url, { signal, onProgress });
      const download = await terminal.openAttachment(source.attachment, signal);
      const maxMegabytes = config.limits.videoMegabytes;
      return takeVideo(download, { temporary: tmpdir(), maxMegabytes, signal, onProgress });
    },
    summarize: (request, signal) =>
      summarize({ reader, model, strategy: STRATEGIES[config.sampling], logger }, request, signal),
  };
  const commands = createCommands(deps);
  const dispatch = createRouter({
    commands,
    execute: createDirectExecute(terminal.thread, logger),
    isKnown: async ({ thread }) => (await store.threads.get(thread)) !== undefined,
    onDeleted: async ({ thread }) => void (await store.forgetThread(thread)),
    onLeft: ({ platform, tenant }) => store.purgeTenant(`${platform}:${tenant}`),
    logger,
  });
  try {
    await terminal.start(commands, dispatch);
  } finally {
    await store.close();
  }
  return terminal.exitCode();
}

function openStore({ store }: Config, logger: Logger): Store {
  return createStore({
    url: store.url,
    folder: resolve(store.folder),
    logger,
    now: Date.now,
    maxBytes: store.maxMegabytes * MEGABYTE,
    contextTtlMs: store.contextTtlHours * 60 * MINUTE,
    originalTtlMs: store.originalTtlMinutes * MINUTE,
    originalsMaxBytes: store.originalsMaxMegabytes * MEGABYTE,
  });
}

/** What confines programs on this machine; tried when the first program is wanted, since `--help` needs none. */
function lazyIsolation({ searchPath }: Config): (signal: AbortSignal) => Promise<Isolation> {
  let found: Isolation | null = null;
  return async (signal) => {
    found ??= await probeIsolation({ searchPath, environment: environmentOf(searchPath), signal });
    return found;
  };
}

/** All that a program of others sees of our environment. */
function environmentOf(searchPath: string) {
  return { PATH: searchPath, LC_ALL: "C" };
}

/** Looks for ffmpeg when the first video is opened: its absence is a sentence. */
function lazyReader(config: Config, isolate: ReturnType<typeof lazyIsolation>, logger: Logger): VideoReader {
  let reader: VideoReader | null = null;
  const create = async (signal: AbortSignal) => {
    const programs = locateFfmpeg({ ...config.tools, searchPath: config.searchPath });
    const environment = environmentOf(config.searchPath);
    const ffmpeg = createFfmpeg({ ...programs, environment, isolation: await isolate(signal), logger });
    return createFfmpegReader(ffmpeg, { maxMinutes: config.limits.videoMinutes });
  };
  return {
    async open(path, signal) {
      reader ??= await create(signal);
      return reader.open(path, signal);
    },
  };
}

/** Fetches what a link leads to; asks yt-dlp for its version when the first link comes. */
function lazyLinks(config: Config, isolate: ReturnType<typeof lazyIsolation>, logger: Logger) {
  const { ytdlpPath = null, ports, megabytes, seconds } = config.links;
  const environment = environmentOf(config.searchPath);
  const temporary = tmpdir();
  let links: LinkFetcher | null = null;
  const create = async (signal: AbortSignal) =>
    createLinks(
      {
        ...{ ytdlpPath, ports, seconds, environment, temporary, logger, maxMegabytes: megabytes },
        maxMinutes: config.limits.videoMinutes,
        isolation: await isolate(signal),
      },
      signal,
    );
  return async (
    link: string,
    { signal, onProgress }: { signal: AbortSignal; onProgress: (fraction: number) => void },
  ): Promise<LocalVideo> => {
    links ??= await create(signal);
    const video = await links.open(link, signal, ({ bytes, totalBytes }) => {
      if (totalBytes) onProgress(Math.min(1, bytes / totalBytes));
    });
    return takeVideo(video, { temporary, maxMegabytes: megabytes, signal });
  };
}

function packageVersion(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
