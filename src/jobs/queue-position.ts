import type { OpenThread } from "../chat/thread.ts";
import type { Logger } from "../logger.ts";
import type { Outbox } from "../store/outbox.ts";
import type { Eta } from "./limits/eta.ts";
import { nameOf } from "./queue/fair-order.ts";
import type { JobQueue, JobStatus } from "./queue/queue.ts";
import { sayWaiting } from "./say-waiting.ts";

interface WaitingLinesOptions {
  readonly queue: Pick<JobQueue, "status">;
  readonly thread: OpenThread;
  readonly outbox: Outbox;
  readonly eta: Eta;
  readonly logger: Logger;
}

/** Says anew where a job stands in the queue once that has changed. */
export interface WaitingLines {
  /** Its person has been told that it waits. */
  watch(status: JobStatus): void;
  /** Looks at those that have waited longest. */
  refresh(): Promise<void>;
  stop(): void;
}

const EVERY_MS = 10_000;
/** So many are looked at in one round: who is far behind can wait for better news, and platforms count edits. */
const ROUND = 10;

/**
 * Only for a process that runs its jobs itself: then what it says of one job never overtakes itself. From a gateway a
 * line that was held up on its way could replace what a worker has said since.
 */
export function createWaitingLines(options: WaitingLinesOptions): WaitingLines {
  const { queue, logger } = options;
  const said = new Map<string, JobStatus>();
  const check = async (name: string, before: JobStatus) => {
    const now = await queue.status(before.job);
    if (now?.job.state !== "queued" || now.position === 0 || now.job.attempts > 0) said.delete(name);
    else if (now.position !== before.position) {
      said.set(name, now);
      await sayWaiting(options, options.thread(now.job.event.thread), now);
    }
  };
  const refresh = async () => {
    for (const [name, before] of [...said].slice(0, ROUND)) {
      try {
        await check(name, before);
      } catch (error) {
        logger.warn({ err: error, job: before.job.id }, "a position in the queue could not be shown");
      }
    }
  };
  const timer = setInterval(() => void refresh(), EVERY_MS).unref();
  return {
    watch: (status) => void said.set(nameOf(status.job), status),
    refresh,
    stop: () => clearInterval(timer),
  };
}
