import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { probeDiscord } from "../../adapters/discord/connection/application.ts";
import { probeSlack } from "../../adapters/slack/connection/application.ts";
import { catalogueFor } from "../chat/locales/locales.ts";
import { type Config, ConfigError, loadConfig, secretsOf } from "../config.ts";
import { createLogger } from "../create-logger.ts";
import { dataRoom } from "../jobs/limits/disk-space.ts";
import { probeRedis } from "../jobs/queue/bullmq/connections.ts";
import type { Logger } from "../logger.ts";
import { NO_ISOLATION, probeIsolation } from "../process/isolation.ts";
import { createSpeechSource } from "../sound/server/speech-source.ts";
import { openStore } from "../store/store.ts";
import { createModelSource } from "../vision/discovery/model-source.ts";
import { connectEmbedder } from "../vision/embeddings/connect.ts";
import { TIMEOUT_MS as EMBEDDING_MS } from "../vision/embeddings/embedder-source.ts";
import { type Check, examine } from "./check.ts";
import { checkDisk } from "./checks/disk.ts";
import { checkEmbeddings } from "./checks/embeddings.ts";
import { checkQueue, checkStore } from "./checks/memory.ts";
import { checkModel } from "./checks/model.ts";
import { checkDiscord, checkSlack } from "./checks/platforms.ts";
import { checkFfmpeg, checkIsolation, checkNode, checkPages } from "./checks/programs.ts";
import { checkSpeech, spokenSample } from "./checks/speech.ts";
import { renderTable } from "./table.ts";

/** EX_CONFIG of sysexits.h. */
const BAD_CONFIG = 78;
const PIPED_WIDTH = 100;
const MEGABYTE = 1_000_000;

/** `npm run doctor`: exit code 0 where nothing has to be fixed, else 1; 78 where the settings cannot be read. */
if (existsSync(".env")) process.loadEnvFile(".env");
try {
  process.exitCode = await run(loadConfig());
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = BAD_CONFIG;
}

async function run(config: Config): Promise<number> {
  const logger = createLogger({ ...config.log, secrets: secretsOf(config) });
  const words = catalogueFor(config.locale);
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort()).once("SIGTERM", () => stop.abort());
  const findings = await examine(checksFor(config, logger), { words, logger, signal: stop.signal });
  process.stdout.write(renderTable(findings, words.doctor, process.stdout.columns ?? PIPED_WIDTH));
  return findings.some(({ level }) => level === "fault") ? 1 : 0;
}

function checksFor(config: Config, logger: Logger): readonly Check[] {
  const { searchPath, tools, links, limits, model, store, jobs } = config;
  const environment = { PATH: searchPath, LC_ALL: "C" };
  const probe = (signal: AbortSignal) => probeIsolation({ searchPath, environment, signal });
  const ytdlp = links.ytdlpPath
    ? { path: links.ytdlpPath, environment, isolation: NO_ISOLATION, node: process.execPath }
    : null;
  return [
    checkNode(process.versions.node),
    checkFfmpeg({ tools: { ...tools, searchPath }, environment, logger }),
    checkPages(ytdlp),
    checkIsolation(probe),
    checkDisk({
      folder: tmpdir(),
      maxMegabytes: limits.videoMegabytes,
      data: { folder: resolve(store.folder), wantedBytes: dataRoom(jobs.reserveMegabytes * MEGABYTE) },
    }),
    ...memoryChecks(config, logger),
    // A few short answers, each after its own wait for the first token.
    checkModel(createModelSource(model, logger), 4 * model.firstTokenSeconds * 1000),
    checkSpeech(
      config.sound.speech.isOff ? null : createSpeechSource(config.sound.speech, logger),
      spokenSample,
    ),
    checkEmbeddings(embeddingConnection(config, logger)),
    ...platformChecks(config, logger),
  ];
}

function embeddingConnection({ embeddings: { baseUrl, ...rest } }: Config, logger: Logger) {
  if (baseUrl === undefined) return null;
  const server = { ...rest, baseUrl, timeoutMs: EMBEDDING_MS };
  return (signal: AbortSignal) => connectEmbedder(server, logger, signal);
}

function memoryChecks({ store, jobs }: Config, logger: Logger): readonly Check[] {
  const { url } = store;
  const { queueUrl } = jobs;
  return [
    checkStore({
      open: (onSetAside) => openStore(store, logger, onSetAside),
      name: url === undefined ? resolve(store.folder) : new URL(url).protocol.replace(/s?:$/, ""),
      isAloneBesideQueue: queueUrl !== undefined && url === undefined,
    }),
    checkQueue(queueUrl === undefined ? null : () => probeRedis(queueUrl)),
  ];
}

function platformChecks({ slack, discord, locale }: Config, logger: Logger): readonly Check[] {
  const { botToken, appToken, apiUrl } = slack;
  const slackTokens = botToken && {
    botToken,
    ...(appToken !== undefined && { appToken }),
    ...(apiUrl !== undefined && { apiUrl }),
  };
  const { token } = discord;
  const { permissions } = catalogueFor(locale).discord;
  return [
    checkSlack(slackTokens ? () => probeSlack(slackTokens, logger) : null, slack.port),
    checkDiscord({
      probe: token ? (signal) => probeDiscord({ ...discord, token }, signal) : null,
      wantsMessages: discord.messageContent,
      nameOf: (permission) => permissions[permission],
    }),
  ];
}
