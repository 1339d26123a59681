import { Queue, type Job as Token, Worker } from "bullmq";
import type { Redis } from "ioredis";
import type { Logger } from "../../../logger.ts";
import type { Jobs } from "../../../store/jobs.ts";
import { within } from "../../../util/timeout.ts";
import type { JobObserver } from "../../observer.ts";
import { type Entry, type JobLimits, nameOf } from "../fair-order.ts";
import type { JobQueue } from "../queue.ts";
import { createQueueCore, type QueueCore } from "../scheduler.ts";
import { createTurns } from "../slots.ts";
import { connect } from "./connections.ts";
import { type ReconcileDeps, reconcile } from "./reconcile.ts";
import { createRedisOrder } from "./redis-order.ts";
import { tokenId } from "./worker-job-id.ts";
import { createTokenWork } from "./worker-jobs.ts";

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
  /** A worker that is not heard of for this long is taken for dead, milliseconds. */
  readonly lockMs?: number;
  /** How often the order is compared with what Redis and the records hold, milliseconds. */
  readonly reconcileMs?: number;
  /** How long a job waits for the word to its person before it starts without, milliseconds. */
  readonly announceMs?: number;
  /** Keeps two installations in one Redis apart. */
  readonly prefix?: string;
}

const NAME = "jobs";
/** BullMQ must not give up on a job whose worker dies: how often that may happen is for the handler to say. */
const ALWAYS = 1_000_000;
const ABORT_MS = 4_000;
const LOCK_MS = 30_000;
const RECONCILE_MS = 10_000;
/** The records are read in every sixth check. */
const RECORDS_EVERY = 6;

/**
 * The queue of many machines. BullMQ's own groups are not free, so its queue holds no more of a tenant than may run
 * at a time: the fair order gives each of those a turn, which is a token in BullMQ's queue, in the order of fairness.
 * BullMQ then sees to it that each token is worked on by one living worker. The records remain the truth: what Redis
 * loses is entered again from them.
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
    await queue.add(NAME, entry, { jobId: tokenId(entry), removeOnComplete: true, removeOnFail: true });
  };
  const turns = createTurns({ fairOrder, limits, dispatch, logger, now });
  const core = createQueueCore({ ...options, fairOrder, turns, limits, sameWork: "apart" });
  const work = createTokenWork({ ...options, fairOrder, turns });
  const cancels = `${prefix}:cancel`;
  const checking = startChecks({ ...options, fairOrder, queue, turns, core, stop: work.cancel });
  let worker: Worker<Entry> | null = null;

  return {
    add: core.add,
    async cancel(key) {
      const job = await core.cancel(key);
      if (job?.state === "running") await connections.commands.publish(cancels, nameOf(key));
      return job;
    },
    status: core.status,
    list: core.list,
    async process(handler) {
      connections.listener.on("message", (_, name: string) => work.cancel(name));
      await connections.listener.subscribe(cancels);
      worker = startWorker(work.run(handler), options, connections.worker);
      worker.on("lockRenewalFailed", (ids) => ids.forEach(work.lose));
      await worker.waitUntilReady();
      await core.recover();
    },
    async close(deadlineMs, end) {
      checking.stop();
      const closed = worker?.close() ?? Promise.resolve();
      await within(closed, deadlineMs);
      work.stopAll(end);
      await within(closed, ABORT_MS);
      turns.stop();
      await within(queue.close(), ABORT_MS);
      connections.close();
    },
  };
}

function startWorker(
  run: (token: Token<Entry>) => Promise<void>,
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

interface Checked
  extends Omit<ReconcileDeps, "stopCancelled">,
    Pick<BullmqQueueOptions, "logger" | "reconcileMs"> {
  readonly core: QueueCore;
  readonly stop: (name: string) => void;
}

/** Compares the order with Redis often, and with the records, which costs more, once in a while. */
function startChecks({ core, stop, logger, reconcileMs = RECONCILE_MS, ...deps }: Checked) {
  let round = 0;
  const check = async () => {
    await reconcile({ ...deps, stopCancelled: (entry) => stop(nameOf(entry)) });
    round += 1;
    if (round % RECORDS_EVERY === 0) await core.recover();
  };
  const timer = setInterval(() => {
    check().catch((error: unknown) => logger.warn({ err: error }, "the order of jobs could not be checked"));
  }, reconcileMs);
  return { stop: () => clearInterval(timer) };
}
