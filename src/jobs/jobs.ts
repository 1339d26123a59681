import type { CommandDefinition } from "../chat/command.ts";
import { createDirectExecute, type Execute } from "../chat/execute.ts";
import type { Thread } from "../chat/thread.ts";
import type { ThreadId } from "../chat/thread-id.ts";
import { CuepointError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { Store } from "../store/store.ts";
import { createJobDesk, type JobDesk } from "./desk.ts";
import { createDiskRoom } from "./disk-room.ts";
import { createEmbeddedQueue } from "./embedded-queue.ts";
import { createJobHandler } from "./handler.ts";
import type { JobQueue } from "./job-queue.ts";
import { createJobRecords, type JobRecords } from "./job-records.ts";
import type { JobLimits } from "./ledger.ts";
import { type JobObserver, observers } from "./observer.ts";
import { createPace } from "./pace.ts";
import { createPoison, POISON, type Poison } from "./poison.ts";
import { createQueuedExecute } from "./queued-execute.ts";
import { createQuota, type DailyLimits, type Quota } from "./quota.ts";

export interface JobsOptions {
  readonly store: Pick<Store, "jobs" | "outbox" | "usage" | "collection">;
  /** redis:// or rediss:// for many machines, whose store must be shared too; undefined: this process alone. */
  readonly queueUrl: string | undefined;
  readonly limits: JobLimits;
  readonly daily: DailyLimits;
  /** Where temporary files lie, and how many bytes stay free there. */
  readonly temporary: string;
  readonly reserveBytes: number;
  readonly thread: (id: ThreadId) => Thread;
  readonly observer: JobObserver;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Everything about jobs, put together. */
export interface Jobs {
  readonly execute: Execute;
  readonly desk: JobDesk;
  readonly quota: Quota;
  readonly poison: Poison;
  /** Unfinished jobs by state. */
  count(): Promise<Readonly<Record<string, number>>>;
  /** To be called once, before anything is asked for. With `work`, this process runs jobs, old ones first. */
  start(commands: readonly CommandDefinition[], work: boolean): Promise<void>;
  /** Takes nothing new; what runs has 25 s, then goes back into the queue. */
  close(): Promise<void>;
}

/** Orchestrators kill what has not ended 30 s after SIGTERM; ends of handlers and connections take a part of it. */
const CLOSE_MS = 25_000;

export async function createJobs(options: JobsOptions): Promise<Jobs> {
  const { store, limits, thread, logger, now } = options;
  const records = createJobRecords(store.jobs);
  const pace = createPace(limits.running);
  const observer = observers(pace, options.observer);
  const quota = createQuota(store.usage, options.daily, now);
  const poison = createPoison(store.collection(POISON), now);
  const queue = await createQueue(options, records, observer);
  const shared = { thread, outbox: store.outbox, quota, poison, pace, logger };
  const direct = createDirectExecute(thread, logger);
  const execute = createQueuedExecute({ ...shared, queue, direct, observer });
  let known: readonly CommandDefinition[] = [];
  const desk = createJobDesk({
    ...shared,
    queue,
    async submit(event) {
      const command = known.find(({ name }) => name === event.command);
      if (!command) throw new CuepointError("usage", { what: "unknown-command", value: event.command });
      await execute(command, event, new AbortController().signal);
    },
  });
  return {
    execute,
    desk,
    quota,
    poison,
    async count() {
      const states = (await records.unfinished()).map(({ state }) => state);
      const of = (state: string) => states.filter((one) => one === state).length;
      return { queued: of("queued"), running: of("running") };
    },
    async start(commands, work) {
      known = commands;
      if (!work) return;
      const disk = createDiskRoom(options.temporary, options.reserveBytes);
      await queue.process(createJobHandler({ ...shared, commands, disk, now, random: Math.random }));
    },
    close: () => queue.close(CLOSE_MS),
  };
}

async function createQueue(
  { queueUrl: url, limits, logger, now }: JobsOptions,
  records: JobRecords,
  observer: JobObserver,
): Promise<JobQueue> {
  const common = { records, limits, observer, logger, now };
  if (url === undefined) return createEmbeddedQueue(common);
  // Only who has Redis pays for loading its client.
  const { createBullmqQueue } = await import("./bullmq/bullmq-queue.ts");
  return createBullmqQueue({ ...common, url });
}
