import { catalogueFor } from "../chat/locales/locales.ts";
import { type Config, ConfigError, secretsOf } from "../config.ts";
import { type HealthServer, openHealth, type Watched } from "../health/server.ts";
import type { DiskPlaces } from "../jobs/limits/disk-space.ts";
import type { ProcessEnd } from "../jobs/queue/queue.ts";
import type { Logger } from "../logger.ts";
import { sweepWorkspaces } from "../media/workspace.ts";
import { endWithin, stopSignal } from "../process-end.ts";
import { holdFolder } from "../store/hold-folder.ts";
import type { Store } from "../store/store.ts";
import { within } from "../util/timeout.ts";
import { hasModel } from "../vision/discovery/model-source.ts";
import { announceHealth, announceModel, createAnnounce } from "./announce.ts";
import { type Bot, buildBot } from "./build-bot.ts";
import { createPlatforms, type Platforms } from "./platforms/platforms.ts";

/** The store is swept this often, milliseconds. */
const SWEEP_EVERY = 600_000;
/** Running jobs get this long to end; then they go back to the queue. */
const SHUTDOWN = 25_000;
/** Then the store and the ports are closed, milliseconds. Supervisors kill after half a minute. */
const CLOSING = 3000;

interface BotOptions {
  /** A worker takes up jobs and posts answers; a gateway hears people, and works too where the queue is its own. */
  readonly role: "gateway" | "worker";
  readonly store: Store;
  readonly logger: Logger;
}

/** Resolves when the process was told to end; throws where it cannot do its work. */
export async function runBots(config: Config, { role, store, logger }: BotOptions): Promise<number> {
  // Workers of a shared queue know by it who has which job.
  using _held = config.jobs.queueUrl === undefined ? holdFolder(config.store.folder) : null;
  const stopped = stopSignal();
  const catalogue = catalogueFor(config.locale);
  const announce = createAnnounce(config.log, secretsOf(config));
  const { adapters, commands, incoming, jobService, metrics, places } = buildBot(config, { store, logger });
  await sweepWorkspaces(places.folder, Date.now());
  const worksHere = role === "worker" || config.jobs.queueUrl === undefined;
  const talking = role === "gateway" ? [...adapters.values()] : [];
  const platforms = createPlatforms({ adapters: talking, catalogue, announce, logger });
  const parts = { store, queue: jobService.check, platforms: platforms.checks };
  const watched = { ...parts, place: worksHere ? places : null, metrics, logger };
  const sweep = keepSwept(store, logger);
  let health: HealthServer | null = null;
  let end: ProcessEnd = "shutdown";
  try {
    health = await openBotHealth(config, watched);
    announceHealth(config.health, health?.port, catalogue, announce);
    if (worksHere) {
      await jobService.work(commands);
      void announceModel(config.model, catalogue, { announce, logger });
    }
    platforms.start(commands, incoming.dispatch);
    logger.info({ role, platforms: [...adapters.keys()] }, "started");
    end = (await Promise.race([stopped, platforms.ended])) ?? end;
  } finally {
    // Also where a platform will not have us: what has begun by then would keep the process alive, and silent.
    clearInterval(sweep);
    await endWork({ platforms, incoming, jobService, end, logger });
    await health?.close();
  }
  return 0;
}

interface Work extends Pick<Bot, "incoming" | "jobService"> {
  readonly platforms: Platforms;
  readonly end: ProcessEnd;
  readonly logger: Logger;
}

/** Stops taking events, then finishes the ones already taken, within one time budget. */
async function endWork({ platforms, incoming, jobService, end, logger }: Work): Promise<void> {
  const deadline = performance.now() + SHUTDOWN;
  endWithin(SHUTDOWN + CLOSING, logger);
  await platforms.stop();
  incoming.close();
  const left = Math.max(0, deadline - performance.now());
  await Promise.all([jobService.close(left, end), within(incoming.settled(), left)]);
}

function keepSwept(store: Store, logger: Logger): NodeJS.Timeout {
  return setInterval(() => {
    store.sweep().catch((error: unknown) => logger.warn({ err: error }, "the store could not be swept"));
  }, SWEEP_EVERY).unref();
}

interface BotHealth extends Omit<Watched, "work"> {
  /** Where this process works on videos itself. */
  readonly place: DiskPlaces | null;
}

/** Throws ConfigError where the port cannot be had. */
async function openBotHealth(
  { health, model }: Config,
  { place, ...watched }: BotHealth,
): Promise<HealthServer | null> {
  const { logger } = watched;
  const work = place && { ...place, model: (signal: AbortSignal) => hasModel(model, logger, signal) };
  try {
    return await openHealth(health, { ...watched, ...(work && { work }) });
  } catch (error) {
    const { code } = error as { code?: unknown };
    throw new ConfigError([`HEALTH_PORT on HEALTH_HOST cannot be listened on (${String(code)}).`]);
  }
}
