import type { CommandEvent } from "../chat/event.ts";
import { levelOf, tellFailure } from "../chat/routing/execute.ts";
import type { OpenThread } from "../chat/thread.ts";
import { tenantOf } from "../chat/thread-id.ts";
import { asCuepointError, CuepointError, hasCode } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { Outbox } from "../store/outbox.ts";
import type { Eta } from "./limits/eta.ts";
import type { Quarantine } from "./limits/quarantine.ts";
import type { Quota } from "./limits/quota.ts";
import type { JobObserver } from "./observer.ts";
import { jobIdOf, workOf } from "./queue/job-id.ts";
import type { JobQueue, JobStatus } from "./queue/queue.ts";
import { withJob } from "./run/work.ts";
import { sayWaiting } from "./say-waiting.ts";

export interface SubmitDeps {
  readonly queue: JobQueue;
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

/** Makes a job of what was asked for. Never rejects with an error that has a sentence for people: it says the sentence. */
export type Submit = (event: CommandEvent) => Promise<void>;

/** Comes back when the job is durable and its person knows of it, or has been told why there is none. */
export function createSubmit(deps: SubmitDeps): Submit {
  return async (event) => {
    try {
      await enqueue(deps, event);
    } catch (thrown) {
      await refuse(deps, event, asCuepointError(thrown));
    }
  };
}

async function enqueue(deps: SubmitDeps, event: CommandEvent): Promise<void> {
  const key = { tenant: tenantOf(event.thread), id: jobIdOf(event) };
  // Delivered twice; what has changed since is not held against it.
  if (await deps.queue.status(key)) return;
  await deps.quota.assertLeft(key.tenant);
  await deps.quarantine.assertNone(key.tenant, workOf(event));
  await deps.queue.add(event, (status) => announce(deps, status));
}

async function refuse(deps: SubmitDeps, event: CommandEvent, thrown: CuepointError): Promise<void> {
  const job = jobIdOf(event);
  const error = withJob(withTime(thrown, deps.eta), job);
  const { code, cause } = error;
  deps.logger[levelOf(error)]({ job, command: event.command, code, err: cause }, "a job was refused");
  deps.observer.refused(code);
  await tellFailure(deps.thread(event.thread, event.id), error, event.locale);
}

async function announce(deps: SubmitDeps, status: JobStatus): Promise<void> {
  const { job } = status;
  try {
    await sayWaiting(deps, deps.thread(job.event.thread, job.event.id), status);
    deps.onAnnounced?.(status);
  } catch (error) {
    deps.logger.warn({ err: error, job: job.id }, "a job could not be announced");
  }
}

/** When to come back, where this machine knows: by then one of those who wait has started. */
function withTime(error: CuepointError, eta: Eta): CuepointError {
  const minutes = eta.minutesToStart(1);
  const isFull =
    hasCode(error, "limit-person") || hasCode(error, "limit-tenant") || hasCode(error, "limit-queue");
  if (!isFull || minutes === null) return error;
  return new CuepointError(error.code, { ...error.details, minutes }, error.cause);
}
