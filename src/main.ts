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
import { CuepointError } from "./errors.ts";
import type { Logger } from "./logger.ts";
import { takeVideo } from "./media/local-video.ts";
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
    stdout: process.stdout,
    stderr: process.stderr,
    locale: config.locale,
    cwd: config.startFolder,
    version: packageVersion(),
    callOf: (command) => (command === null ? "npm start --" : `npm run ${command} --`),
    signals: process,
    exit: process.exit,
  });
  const reader = lazyReader(config, logger);
  const model = createModelSource(config.model, logger);
  const deps: CommandDeps = {
    logger,
    store,
    reader,
    model,
    now: Date.now,
    async fetchVideo(source, { signal, onProgress }) {
      if (source.kind === "link") throw new CuepointError("usage", { what: "no-video" });
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

const MEGABYTE = 1_000_000;
const MINUTE = 60_000;

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

/** Looks for ffmpeg when the first video is opened: `--help` works without it, and its absence is a sentence. */
function lazyReader(config: Config, logger: Logger): VideoReader {
  let reader: VideoReader | null = null;
  const create = () => {
    const programs = locateFfmpeg({ ...config.tools, searchPath: config.searchPath });
    const environment = { PATH: config.searchPath, LC_ALL: "C" };
    const ffmpeg = createFfmpeg({ ...programs, environment, logger });
    return createFfmpegReader(ffmpeg, { maxMinutes: config.limits.videoMinutes });
  };
  return {
    open(path, signal) {
      reader ??= create();
      return reader.open(path, signal);
    },
  };
}

function packageVersion(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
