import PQueue from "p-queue";
import type { Logger } from "../../logger.ts";
import type { Jobs } from "../../store/jobs.ts";
import { within } from "../../util/timeout.ts";
import type { JobObserver } from "../observer.ts";
import { createMemoryOrder, type Entry, type JobLimits, nameOf } from "./fair-order.ts";
import { type JobHandler, type JobQueue, JobStop, type StopReason } from "./queue.ts";
import { type Outcome, runJob } from "./run-job.ts";
import { createRunLock } from "./run-lock.ts";
import { createScheduler } from "./scheduler.ts";
import { createSlots } from "./slots.ts";

export interface EmbeddedQueueOptions {
  /** Of this process alone: what is running in them when it starts was a dead process's. */
  readonly records: Jobs;
  readonly limits: JobLimits;
  readonly observer: JobObserver;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How long handlers may take to end once they are told to, milliseconds. */
const ABORT_MS = 4_000;
const FAULT_MS = 5_000;

/** The queue of one process: needs no server, and loses nothing that the records hold. */
export function createEmbeddedQueue(options: EmbeddedQueueOptions): JobQueue {
  const { records, limits, observer, logger, now } = options;
  const running = new Map<string, AbortController>();
  const runLock = createRunLock();
  const tasks = new PQueue({ concurrency: limits.running });
  let handler: JobHandler | null = null;
  let closing = false;

  const run = async (entry: Entry) => {
    if (!handler || closing) return;
    const abort = new AbortController();
    running.set(nameOf(entry), abort);
    let outcome: Outcome;
    try {
      outcome = await runJob(entry, abort, { records, runLock, handler, observer, logger, now });
    } catch (error) {
      logger.warn({ err: error, job: entry.id }, "a job could not be taken up");
      outcome = { at: now() + FAULT_MS };
    }
    running.delete(nameOf(entry));
    await slots.release(entry, outcome);
  };
  const fairOrder = createMemoryOrder();
  const slots = createSlots({
    fairOrder,
    limits,
    // Slots are given to as many as may run; those that come before there is a handler wait here.
    dispatch: async (entry) => {
      tasks
        .add(() => run(entry))
        .catch((error: unknown) => logger.error({ err: error }, "a job's run failed"));
    },
    logger,
    now,
  });
  const scheduler = createScheduler({ records, fairOrder, slots, limits, sameWork: "together", now });
  tasks.pause();
  const stopAll = (reason: StopReason) => {
    for (const abort of running.values()) abort.abort(new JobStop(reason));
  };

  return {
    add: scheduler.add,
    async cancel(key) {
      const job = await scheduler.cancel(key);
      running.get(nameOf(key))?.abort(new JobStop("cancelled"));
      return job;
    },
    status: scheduler.status,
    list: scheduler.list,
    async process(given) {
      handler = given;
      await scheduler.recover();
      tasks.start();
    },
    async close(deadlineMs, end) {
      closing = true;
      slots.stop();
      tasks.clear();
      await within(tasks.onIdle(), tasks.isPaused ? 0 : deadlineMs);
      stopAll(end);
      await within(tasks.onIdle(), tasks.isPaused ? 0 : ABORT_MS);
    },
  };
}
