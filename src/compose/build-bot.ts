import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { createDiscordAdapter } from "../../adapters/discord/adapter.ts";
import type { GuestTokens } from "../../adapters/discord/outgoing/shared-tokens.ts";
import { createSlackAdapter } from "../../adapters/slack/adapter.ts";
import { createCommands, createJobCommands, createPlaceCommands } from "../../commands/index.ts";
import type { Keeps } from "../../commands/place/deps.ts";
import type { ChatAdapter, MayUse } from "../chat/adapter.ts";
import type { CommandEvent, MessageEvent } from "../chat/event.ts";
import { catalogueFor } from "../chat/locales/locales.ts";
import { createInFlight, createRouter } from "../chat/routing/router.ts";
import type { OpenThread } from "../chat/thread.ts";
import { type Platform, parseThreadId, type ThreadId } from "../chat/thread-id.ts";
import type { Welcome } from "../chat/welcome.ts";
import type { Config } from "../config.ts";
import { CuepointError } from "../errors.ts";
import { createMetrics } from "../health/metrics.ts";
import { type EachVideoOptions, forEachVideo } from "../jobs/each-video.ts";
import { createJobService } from "../jobs/job-service.ts";
import { createCountJobs } from "../jobs/observer.ts";
import { createSingleFlight } from "../jobs/run/single-flight.ts";
import type { Logger } from "../logger.ts";
import type { Store } from "../store/store.ts";
import { summarize } from "../summary/pipeline.ts";
import { steadyNow } from "../util/clock.ts";
import { withCircuitBreaker } from "../vision/client/circuit-breaker.ts";
import { createModelSource } from "../vision/discovery/model-source.ts";
import { createProvenSource } from "../vision/proof/proven-source.ts";
import { commandDeps } from "./command-deps.ts";
import { createGuestTokens } from "./guest-tokens.ts";
import { createMayUse } from "./may-use.ts";
import { createLinkLatestVideo, threadEvents } from "./thread-events.ts";
import { createWelcome } from "./welcome.ts";

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
  const mayUse = createMayUse(store.places);
  // While the store is away the router says so.
  const isAdmitted: MayUse = (asking) => mayUse(asking).catch(() => true);
  const welcome = createWelcome({ store, keeps: keepsOf(config), mayUse });
  const guestTokens = createGuestTokens(store);
  const adapters = chatAdapters(config, { logger, mayUse: isAdmitted, welcome, guestTokens });
  const adapter = (platform: Platform) => {
    const found = adapters.get(platform);
    if (!found) throw new CuepointError("platform-unreachable");
    return found;
  };
  const thread: OpenThread = (id, answering) => adapter(parseThreadId(id).platform).thread(id, answering);
  const { jobs } = config;
  const reserveBytes = jobs.reserveMegabytes * MEGABYTE;
  const metrics = createMetrics(createCountJobs(store.jobs), logger);
  const { observer, modelUsed: onUsage } = metrics;
  const places = { folder: tmpdir(), dataFolder: resolve(config.store.folder), reserveBytes };
  const { queueUrl, limits } = jobs;
  const jobService = createJobService({ store, queueUrl, limits, thread, places, observer, onUsage, logger });
  const { jobControl } = jobService;
  const stopWork = async (thread: ThreadId) => void (await jobControl.onDeleted({ type: "deleted", thread }));
  const proven = createProvenSource(createModelSource(config.model, logger, LOADING_MS), logger, LOADING_MS);
  const shared = commandDeps(config, { store, logger, adapter, onRun: metrics.ffmpegRan });
  const deps = {
    ...shared,
    model: withCircuitBreaker(proven, steadyNow),
    summarize: createSingleFlight(summarize),
    stopWork,
  };
  const commands = [
    ...createCommands(deps),
    ...createJobCommands(jobControl, store.places),
    ...createPlaceCommands({
      store,
      keeps: keepsOf(config),
      mayListen: shared.mayListen,
      stopWork,
      stopWorkOf: jobControl.stopAllOf,
    }),
  ];
  const execute = forEachVideo(jobService.execute, linksOfOne(thread, config.links.perMessage));
  const { onDeleted, onLeft } = jobService;
  const router = createRouter({
    ...{ commands, execute, thread, logger },
    ...threadEvents(store),
    mayUse,
    isAtWork: async (event: MessageEvent) =>
      (await jobControl.isAtWork(event)) || (await store.foundLists.get(event.thread)).length > 0,
    linkLatestVideo: createLinkLatestVideo(store, jobControl),
    ...{ onDeleted, onLeft },
  });
  const incoming = createInFlight(router);
  return { adapters, commands, incoming, jobService, metrics, places };
}

/** How long something is kept, and where, for those who ask. */
function keepsOf({ store, sound, embeddings }: Config): Keeps {
  const isRedis = store.url !== undefined && /^rediss?:/.test(store.url);
  return {
    store: store.url === undefined ? "file" : isRedis ? "redis" : "postgres",
    summaryHours: store.contextTtlHours,
    videoMinutes: store.originalTtlMinutes,
    feedbackDays: store.feedbackDays,
    keepsFeedbackPictures: store.keepFeedbackPictures,
    hasSpeechServer: !sound.speech.isOff,
    hasEmbeddingServer: embeddings.baseUrl !== undefined,
  };
}

/** At most so many links are taken from one message. Its thread is told how many were left out, or that there was no video. */
function linksOfOne(thread: OpenThread, most: number): EachVideoOptions {
  const notice = async ({ thread: place, id }: CommandEvent, text: string) =>
    void (await thread(place, id).post({ kind: "notice", text }));
  return {
    most,
    tellLeftOut: (event, leftOut) =>
      notice(event, catalogueFor(event.locale).jobs.linksLeftOut(leftOut, most)),
    tellNoVideo: (event) => notice(event, catalogueFor(event.locale).jobs.noVideo),
  };
}

interface AdapterDeps {
  readonly logger: Logger;
  readonly mayUse: MayUse;
  readonly welcome: Welcome;
  readonly guestTokens: GuestTokens;
}

function chatAdapters(
  { slack, discord, store }: Config,
  { guestTokens, ...deps }: AdapterDeps,
): ReadonlyMap<Platform, ChatAdapter> {
  const adapters = new Map<Platform, ChatAdapter>();
  const { botToken, appToken, signingSecret, apiUrl, ...rest } = slack;
  if (botToken !== undefined) {
    const tokens = {
      botToken,
      ...(appToken !== undefined && { appToken }),
      ...(signingSecret !== undefined && { signingSecret }),
    };
    const keeps = { summaryHours: store.contextTtlHours, videoMinutes: store.originalTtlMinutes };
    adapters.set(
      "slack",
      createSlackAdapter({
        ...rest,
        ...tokens,
        ...(apiUrl !== undefined && { apiUrl }),
        keeps,
        ...deps,
      }),
    );
  }
  const { token } = discord;
  if (token !== undefined)
    adapters.set("discord", createDiscordAdapter({ ...discord, token, ...deps, guestTokens }));
  return adapters;
}
