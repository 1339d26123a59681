import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { Tenant, ThreadId } from "../chat/thread-id.ts";
import type { Logger } from "../logger.ts";
import { type Collection, type CollectionDeps, createCollection, type Definition } from "./collection.ts";
import { besideTtl, type Contexts, createContexts } from "./contexts/contexts.ts";
import { withParts } from "./contexts/part-contexts.ts";
import { createDatabase, createGuard, type Database, type Storage } from "./database/database.ts";
import { storeFault } from "./database/fault.ts";
import type * as postgres from "./database/postgres.ts";
import type * as redis from "./database/redis.ts";
import { openSqlite } from "./database/sqlite.ts";
import { createFeedback, type Feedback } from "./feedback/feedback.ts";
import { type Forgotten, forgetThread, purgeTenant } from "./forget.ts";
import { createHeardPieces, type HeardPieces } from "./heard-pieces.ts";
import { createJobs, type Jobs } from "./jobs.ts";
import { createOriginals, type Originals } from "./originals.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import { forgetPerson, type PersonForgotten } from "./places/forget-person.ts";
import { forgetOverdue } from "./places/keep-days.ts";
import { createPlaces, type Places } from "./places/places.ts";
import { createWelcomes, type Welcomes } from "./places/welcomes.ts";
import { createFoundLists, type FoundLists } from "./search/found-lists.ts";
import { type SearchTexts, withSearchTexts } from "./search/search-texts.ts";
import { type Swept, sweep } from "./sweep.ts";
import {
  createLatestVideos,
  createRecentThreads,
  createThreadLinks,
  type LatestVideos,
} from "./threads/latest-video.ts";
import { createThreads, type Threads } from "./threads/threads.ts";
import { createUsage, type Usage } from "./usage.ts";

export interface StoreOptions {
  /** redis:// or postgres:// for what several machines share; undefined for a file in the folder. */
  readonly url: string | undefined;
  /** Kept originals lie here in any case, and the file. Made, private, where it does not exist. */
  readonly folder: string;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Most bytes of everything but the originals, held by the sweep. */
  readonly maxBytes: number;
  /** How long a context and its threads live after their last use, milliseconds. */
  readonly contextTtlMs: number;
  /** How long feedback lives, milliseconds; half a year without it. */
  readonly feedbackTtlMs?: number;
  /** How long an original lives after its last use, milliseconds, and most bytes of all of them. */
  readonly originalTtlMs: number;
  readonly originalsMaxBytes: number;
  /** Longest that one call to the database may take, milliseconds. */
  readonly callLimitMs?: number;
  /** The file was damaged: it lies under this name now, and a new one is begun. */
  readonly onSetAside?: (path: string) => void;
}

/**
 * What the bot remembers. Any method may throw `store-unavailable`, soon, while the database is away, and works
 * again once it is back.
 */
export interface Store {
  readonly contexts: Contexts;
  readonly searchTexts: SearchTexts;
  readonly foundLists: FoundLists;
  readonly threads: Threads;
  readonly latestVideos: LatestVideos;
  readonly originals: Originals;
  readonly heard: HeardPieces;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly feedback: Feedback;
  readonly usage: Usage;
  readonly places: Places;
  readonly welcomes: Welcomes;
  /** Further records of one kind; swept and purged like all others. */
  collection<T>(definition: Definition<T>): Collection<T>;
  /** Throws where the database does not answer. */
  check(): Promise<void>;
  forgetThread(thread: ThreadId): Promise<Forgotten>;
  /** Deletes what a person has brought to a tenant; unfinished jobs have to end first. */
  forgetPerson(tenant: Tenant, author: string): Promise<PersonForgotten>;
  purgeTenant(tenant: Tenant): Promise<void>;
  sweep(): Promise<Swept>;
  close(): Promise<void>;
}

/** Longest that one call to the database may take. */
const CALL_LIMIT_MS = 5_000;
const MEGABYTE = 1_000_000;
const DAY_MS = 24 * 3_600_000;
/** Long enough to compare two versions of a prompt. */
const FEEDBACK_TTL_MS = 180 * DAY_MS;
const MINUTE_MS = 60_000;
const MINUTES_PER_HOUR = 60;

/** As operators set them. */
interface StoreSettings {
  readonly url: string | undefined;
  readonly folder: string;
  readonly contextTtlHours: number;
  readonly maxMegabytes: number;
  readonly feedbackDays: number;
  readonly originalTtlMinutes: number;
  readonly originalsMaxMegabytes: number;
}

export function openStore(
  settings: StoreSettings,
  logger: Logger,
  onSetAside?: (path: string) => void,
): Store {
  return createStore({
    ...(onSetAside && { onSetAside }),
    url: settings.url,
    folder: resolve(settings.folder),
    logger,
    now: Date.now,
    maxBytes: settings.maxMegabytes * MEGABYTE,
    contextTtlMs: settings.contextTtlHours * MINUTES_PER_HOUR * MINUTE_MS,
    feedbackTtlMs: settings.feedbackDays * DAY_MS,
    originalTtlMs: settings.originalTtlMinutes * MINUTE_MS,
    originalsMaxBytes: settings.originalsMaxMegabytes * MEGABYTE,
  });
}

/**
 * Throws `store-read-only`, `store-locked`, `no-space` or `store-unavailable` where the folder cannot be used. A server need not
 * be there yet.
 */
export function createStore(options: StoreOptions): Store {
  const { logger, now } = options;
  const { local, shared } = openDatabases(options);
  const databases = new Set([local, shared]);
  const deps: CollectionDeps = { database: shared, logger, now };
  const memory = createMemory(deps, local, options);
  const onEach = async (work: (database: Database) => Promise<void>) => {
    for (const database of databases) await work(database);
  };
  return {
    ...memory,
    collection: (definition) => createCollection(definition, deps),
    check: async () => void (await shared.texts.read(["cuepoint:check"])),
    async forgetThread(thread) {
      const forgotten = await forgetThread(memory, thread);
      await onEach((database) => database.compact());
      return forgotten;
    },
    async forgetPerson(tenant, author) {
      const forgotten = await forgetPerson(memory, tenant, author);
      await onEach((database) => database.compact());
      return forgotten;
    },
    async purgeTenant(tenant) {
      await onEach((database) => purgeTenant(database, tenant));
      // The files lost their records.
      await memory.originals.sweep();
    },
    async sweep() {
      await forgetOverdue(memory, now());
      await memory.originals.sweep();
      if (local !== shared) await sweep(local, now(), options.maxBytes);
      return await sweep(shared, now(), options.maxBytes);
    },
    close: () => onEach((database) => database.close()),
  };
}

/** All that is remembered, by its kind. */
function createMemory(deps: CollectionDeps, local: Database, options: StoreOptions) {
  const { contextTtlMs } = options;
  const { contexts, searchTexts } = withSearchTexts(
    withParts(createContexts(deps, contextTtlMs)),
    deps,
    besideTtl(contextTtlMs),
  );
  const threadLinks = createThreadLinks(deps, contextTtlMs);
  const recent = createRecentThreads(deps, contextTtlMs);
  const threads = createThreads(deps, { contexts, threadLinks, recent }, contextTtlMs);
  return {
    contexts,
    searchTexts,
    foundLists: createFoundLists(deps, contextTtlMs),
    threads,
    latestVideos: createLatestVideos({
      isKnown: async (thread) => (await threads.get(thread)) !== undefined,
      threadLinks,
      recent,
    }),
    // Files lie on one machine, so their records do too.
    originals: createOriginals(
      { ...deps, database: local },
      {
        folder: join(options.folder, "originals"),
        ttlMs: options.originalTtlMs,
        maxBytes: options.originalsMaxBytes,
      },
    ),
    heard: createHeardPieces(deps, contextTtlMs),
    jobs: createJobs(deps),
    outbox: createOutbox(deps),
    feedback: createFeedback(deps, options.feedbackTtlMs ?? FEEDBACK_TTL_MS),
    usage: createUsage(deps),
    places: createPlaces(deps),
    welcomes: createWelcomes(deps),
  };
}

function openDatabases(options: StoreOptions): { local: Database; shared: Database } {
  const { url, folder, logger, now, callLimitMs = CALL_LIMIT_MS } = options;
  const onSetAside = (path: string) => {
    logger.error({ path }, "the store's file is damaged and set aside, a new one is begun");
    options.onSetAside?.(path);
  };
  const guard = () => createGuard(callLimitMs, logger);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const local = createDatabase(openSqlite(join(folder, "cuepoint.sqlite"), now, onSetAside), guard());
    if (url === undefined) return { local, shared: local };
    return { local, shared: createDatabase(openServer(url, logger), guard()) };
  } catch (error) {
    throw storeFault(error, folder);
  }
}

const load = createRequire(import.meta.url);

/** The clients of both servers are large, and a store in a file does not need them. */
function openServer(url: string, logger: Logger): Storage {
  if (/^rediss?:/.test(url)) return (load("./database/redis.ts") as typeof redis).openRedis(url, logger);
  return (load("./database/postgres.ts") as typeof postgres).openPostgres(url, logger);
}
