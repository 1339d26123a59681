import { type Job as BullJob, Queue, Worker } from "bullmq";
import type { Redis } from "ioredis";
import type { Logger } from "../../../logger.ts";
import type { Jobs } from "../../../store/jobs.ts";
import { within } from "../../../util/timeout.ts";
import type { JobObserver } from "../../observer.ts";
import { type Entry, type JobLimits, nameOf } from "../fair-order.ts";
import type { JobQueue } from "../queue.ts";
import { createScheduler } from "../scheduler.ts";
import { createSlots } from "../slots.ts";
import { connect } from "./connections.ts";
import { startChecks } from "./reconcile.ts";
import { createRedisOrder } from "./redis-order.ts";
import { bullJobId, createWorkerJobs } from "./worker-jobs.ts";

export interface BullmqQueueOptions {
  /** redis:// or rediss:// */
  readonly url: string;
  /** Of a store that all machines share. */
  readonly records: Jobs;
  readonly limits: JobLimits;
  readonly observer: JobObserver;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A worker that does not report for this long is taken for dead, milliseconds. */
  readonly lockMs?: number;
  /** How often the order is compared with what Redis and the records hold, milliseconds. */
  readonly reconcileMs?: number;
  /** How long a job waits until its person is told, before it starts anyway, milliseconds. */
  readonly announceMs?: number;
  /** Keeps two installations in one Redis apart. */
  readonly prefix?: string;
}

const NAME = "jobs";
/** BullMQ must not give up on a job whose worker dies: the handler decides how often that may happen. */
const ALWAYS = 1_000_000;
const ABORT_MS = 4_000;
const LOCK_MS = 30_000;

/**
 * The queue of many machines. BullMQ's own groups are not free, so its queue holds no more of a tenant than may run at
 * a time: each job that the fair order admits becomes a job of BullMQ, which sees to it that one living worker has it.
 * The records remain the truth: what Redis loses is entered again from them.
 */
export function createBullmqQueue(options: BullmqQueueOptions): JobQueue {
  const { url, logger, now, prefix = "cuepoint" } = options;
  const connections = connect(url, logger);
  const fairOrder = createRedisOrder(connections.commands, prefix);
  const queue = new Queue<Entry>(NAME, { connection: connections.commands, prefix: `${prefix}-bull` });
  queue.on("error", () => undefined); // Its connection has said so already.
  // How many run on one machine is the worker's concurrency.
  const limits = { ...options.limits, running: Number.POSITIVE_INFINITY };
  const dispatch = async (entry: Entry) => {
    await queue.add(NAME, entry, { jobId: bullJobId(entry), removeOnComplete: true, removeOnFail: true });
  };
  const slots = createSlots({ fairOrder, limits, dispatch, logger, now });
  const scheduler = createScheduler({ ...options, fairOrder, slots, limits, sameWork: "apart" });
  const workerJobs = createWorkerJobs({ ...options, fairOrder, slots });
  const cancels = `${prefix}:cancel`;
  const checking = startChecks({ ...options, fairOrder, queue, slots, scheduler, stop: workerJobs.cancel });
  let worker: Worker<Entry> | null = null;

  return {
    add: scheduler.add,
    async cancel(key) {
      const job = await scheduler.cancel(key);
      if (job?.state === "running") await connections.commands.publish(cancels, nameOf(key));
      return job;
    },
    status: scheduler.status,
    list: scheduler.list,
    async process(handler) {
      connections.listener.on("message", (_, name: string) => workerJobs.cancel(name));
      await connections.listener.subscribe(cancels);
      worker = startWorker(workerJobs.run(handler), options, connections.worker);
      worker.on("lockRenewalFailed", (ids) => ids.forEach(workerJobs.lose));
      await worker.waitUntilReady();
      await scheduler.recover();
    },
    async close(deadlineMs, end) {
      checking.stop();
      const closed = worker?.close() ?? Promise.resolve();
      await within(closed, deadlineMs);
      workerJobs.stopAll(end);
      await within(closed, ABORT_MS);
      slots.stop();
      await within(queue.close(), ABORT_MS);
      connections.close();
    },
  };
}

function startWorker(
  run: (bullJob: BullJob<Entry>) => Promise<void>,
  { limits, lockMs = LOCK_MS, prefix = "cuepoint", logger }: BullmqQueueOptions,
  connection: Redis,
): Worker<Entry> {
  const worker = new Worker<Entry>(NAME, run, {
    connection,
    prefix: `${prefix}-bull`,
    concurrency: limits.running,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount: ALWAYS,
    runRetryDelay: 1_000,
  });
  worker.on("error", ({ message }) => logger.warn({ reason: message }, "a worker has trouble with Redis"));
  return worker;
}
