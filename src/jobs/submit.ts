import type { CommandEvent } from "../chat/event.ts";
import { type Execute, levelOf, tellFailure } from "../chat/routing/execute.ts";
import type { OpenThread } from "../chat/thread.ts";
import { tenantOf } from "../chat/thread-id.ts";
import { asCuepointError, CuepointError } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { Outbox } from "../store/outbox.ts";
import type { Eta } from "./limits/eta.ts";
import type { Quarantine } from "./limits/quarantine.ts";
import type { Quota } from "./limits/quota.ts";
import type { JobObserver } from "./observer.ts";
import { jobIdOf, workOf } from "./queue/job-id.ts";
import type { JobQueue, JobStatus } from "./queue/queue.ts";
import { waitingMessage } from "./run/progress.ts";
import { createIdlePlace } from "./run/progress-message.ts";
import { withJob } from "./run/with-job.ts";

export interface QueuedExecuteDeps {
  readonly queue: JobQueue;
  /** For commands that are no jobs. */
  readonly direct: Execute;
  readonly thread: OpenThread;
  readonly outbox: Outbox;
  readonly quota: Quota;
  readonly quarantine: Quarantine;
  readonly eta: Eta;
  readonly observer: JobObserver;
  /** Hears of each job whose person has been told that it waits. */
  readonly onAnnounced?: (status: JobStatus) => void;
  readonly logger: Logger;
}

/** Makes jobs of commands that are slow. Comes back when the job is durable and its person knows of it. */
export function createQueuedExecute(deps: QueuedExecuteDeps): Execute {
  const { queue, direct, thread, observer, logger } = deps;
  const enqueue = async (event: CommandEvent) => {
    const key = { tenant: tenantOf(event.thread), id: jobIdOf(event) };
    // Delivered twice; what has changed since is not held against it.
    if (await queue.status(key)) return;
    await deps.quota.assertLeft(key.tenant);
    await deps.quarantine.assertNone(key.tenant, workOf(event));
    await queue.add(event, (status) => announce(deps, status));
  };
  return async (command, event, signal) => {
    if (!command.isJob) return direct(command, event, signal);
    try {
      await enqueue(event);
    } catch (thrown) {
      const error = withJob(withTime(asCuepointError(thrown), deps.eta), jobIdOf(event));
      const job = jobIdOf(event);
      logger[levelOf(error)](
        { job, command: event.command, code: error.code, err: error.cause },
        "a job was refused",
      );
      observer.refused(error.code);
      await tellFailure(thread(event.thread, event.id), error, event.locale);
    }
  };
}

async function announce(deps: QueuedExecuteDeps, status: JobStatus): Promise<void> {
  const { job, position } = status;
  try {
    const thread = deps.thread(job.event.thread, job.event.id);
    await createIdlePlace(thread, deps.outbox, job).post(waitingMessage(job, position, deps.eta));
    deps.onAnnounced?.(status);
  } catch (error) {
    deps.logger.warn({ err: error, job: job.id }, "a job could not be announced");
  }
}

/** When to come back, where this machine knows: by then one of those who wait has started. */
function withTime(error: CuepointError, eta: Eta): CuepointError {
  if (!["limit-person", "limit-tenant", "limit-queue"].includes(error.code)) return error;
  const minutes = eta.minutesToStart(1);
  if (minutes === null) return error;
  return new CuepointError(error.code, { ...error.details, minutes }, error.cause);
}
