import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { createCommands, createJobCommands } from "../../commands/index.ts";
import type { CommandDeps } from "../../commands/shared/deps.ts";
import type { CommandDefinition } from "../chat/command.ts";
import { catalogueFor } from "../chat/locales/locales.ts";
import { createInFlight } from "../chat/routing/in-flight.ts";
import { createRouter } from "../chat/routing/router.ts";
import type { OpenThread } from "../chat/thread.ts";
import { type Platform, parseThreadId, type ThreadId } from "../chat/thread-id.ts";
import type { Config } from "../config.ts";
import { CuepointError } from "../errors.ts";
import { createMetrics } from "../health/metrics.ts";
import { type EachVideoOptions, forEachVideo } from "../jobs/each-video.ts";
import { createJobService } from "../jobs/job-service.ts";
import { createBotModel } from "../jobs/limits/bot-model.ts";
import { guardContent, meteredReader } from "../jobs/limits/metering.ts";
import { noteSteps } from "../jobs/run/note-steps.ts";
import { createSingleFlight } from "../jobs/run/single-flight.ts";
import type { Logger } from "../logger.ts";
import type { Store } from "../store/store.ts";
import { createModelSource } from "../vision/discovery/model-source.ts";
import { createProvenSource } from "../vision/proof/proven-source.ts";
import { commandDeps, threadEvents, videoReader } from "./command-deps.ts";
import { chatAdapters } from "./platforms/chat-adapters.ts";
import { createTakeOver } from "./take-over.ts";

const MEGABYTE = 1_000_000;
/** Large models take minutes to load, and a job may wait for that. */
const LOADING_MS = 600_000;

interface BuildOptions {
  readonly store: Store;
  readonly logger: Logger;
}

export type Bot = ReturnType<typeof buildBot>;

/** Everything of a bot, connected with each other; nothing of it runs yet. */
export function buildBot(config: Config, { store, logger }: BuildOptions) {
  const adapters = chatAdapters(config, logger);
  const adapter = (platform: Platform) => {
    const found = adapters.get(platform);
    if (!found) throw new CuepointError("platform-unreachable");
    return found;
  };
  const thread: OpenThread = (id, answering) => adapter(parseThreadId(id).platform).thread(id, answering);
  const byName = new Map<string, CommandDefinition>();
  const { jobs } = config;
  const reserveBytes = jobs.reserveMegabytes * MEGABYTE;
  const metrics = createMetrics(() => jobService.count(), logger);
  const { observer } = metrics;
  const place = { folder: tmpdir(), dataFolder: resolve(config.store.folder), reserveBytes };
  const jobService = createJobService(
    { store, queueUrl: jobs.queueUrl, limits: jobs.limits, thread, places: place, observer, logger },
    (name) => byName.get(name),
  );
  const reader = meteredReader(videoReader(config, logger, metrics.ffmpegRan), jobService.quota);
  const counted = { quota: jobService.quota, onUsage: metrics.modelUsed, logger };
  const model = createBotModel(
    createProvenSource(createModelSource(config.model, logger, LOADING_MS), logger, LOADING_MS),
    counted,
  );
  const deps = commandDeps(config, { store, logger, reader, model, adapter });
  const fetchVideo: CommandDeps["fetchVideo"] = async (...asked) =>
    guardContent(await deps.fetchVideo(...asked), jobService.quarantine);
  const stopWork = async (thread: ThreadId) =>
    void (await jobService.jobControl.onDeleted({ type: "deleted", thread }));
  const guarded = noteSteps({
    ...{ ...deps, fetchVideo, stopWork },
    summarize: createSingleFlight(deps.summarize),
  });
  const commands = [...createCommands(guarded), ...createJobCommands(jobService.jobControl)];
  for (const command of commands) byName.set(command.name, command);
  const heard = {
    isAtWork: jobService.jobControl.isAtWork,
    takeOver: createTakeOver(store, jobService.jobControl),
  };
  const events = {
    ...threadEvents(store),
    ...heard,
    onDeleted: jobService.onDeleted,
    onLeft: jobService.onLeft,
  };
  const execute = forEachVideo(jobService.execute, linksOfOne(thread, config.links.perMessage));
  const incoming = createInFlight(createRouter({ commands, execute, ...events, thread, logger }));
  return { adapters, commands, incoming, jobService, metrics, place };
}

/** At most so many links are taken of one message; how many were left out is said in its thread. */
function linksOfOne(thread: OpenThread, most: number): EachVideoOptions {
  return {
    most,
    async tellLeftOut({ thread: place, id, locale }, leftOut) {
      const text = catalogueFor(locale).jobs.linksLeftOut(leftOut, most);
      await thread(place, id).post({ kind: "notice", text });
    },
  };
}
