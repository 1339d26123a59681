import { catalogueFor } from "../../chat/locales/locales.ts";
import { errorMessage, levelOf } from "../../chat/routing/execute.ts";
import { isAway, isClosed } from "../../chat/thread.ts";
import { asCuepointError, CuepointError } from "../../errors.ts";
import { type Ending, JobStop, type StopReason } from "../queue/queue.ts";
import { awayDelay, isPassing, mayRetry, retryDelay } from "./retry-policy.ts";
import { isLost, quietly, showState, type Work, withJob } from "./work.ts";

/** The ending of a job whose signal aborted. */
export function stoppedEnding(stopped: Exclude<StopReason, "lost">, signal: AbortSignal): Ending {
  if (stopped === "shutdown" || stopped === "crashed") return { state: "again", delayMs: 0 };
  if (stopped === "cancelled") return { state: "cancelled" };
  const stop: unknown = signal.reason;
  const cause = stop instanceof JobStop ? stop.cause : undefined;
  // As the thread itself has put it: a locked thread can be unlocked without inviting the bot again.
  const { code, details } = isClosed(cause) ? cause : new CuepointError("thread-gone");
  return { state: "failed", code, details };
}

/** The job waits for its platform, is tried again, or ends with what stands in the thread or with a sentence. */
export async function failOrRetry(work: Work, thrown: CuepointError): Promise<Ending> {
  const { job, deps, thread } = work;
  const error = withJob(thrown, job.id);
  const waiting = isAway(error) ? waitForPlatform(work) : null;
  if (waiting) return waiting;
  const delayMs = retryDelay(error, job.failures, deps.random);
  deps.logger[levelOf(error)]({ job: job.id, code: error.code, err: error.cause, delayMs }, "a job failed");
  const isBegun = await thread.isBegun();
  if (delayMs === null) return isBegun ? endWithoutRest(work, error) : fail(work, error);
  if (!isBegun) await showState(work, "tryingAgain");
  return { state: "again", delayMs, changes: { failures: job.failures + 1, progress: { code: error.code } } };
}

/** Null where the platform takes what is said. */
export function waitForPlatform({ job, thread, deps }: Work): Ending | null {
  const error = thread.away();
  if (!error) return null;
  const delayMs = awayDelay(job.attempts, deps.random);
  deps.logger.warn({ job: job.id, code: error.code, delayMs }, "a job waits for its platform");
  return { state: "again", delayMs };
}

/** What stands in the thread has not failed, though some of it is missing. */
async function endWithoutRest({ job, thread, deps }: Work, error: CuepointError): Promise<Ending> {
  deps.logger.error({ job: job.id, code: error.code, err: error.cause }, "an answer was posted in part only");
  await thread.settle();
  const text = catalogueFor(job.event.locale).jobs.restMissing;
  await quietly(deps, () => thread.post({ kind: "notice", text }));
  return { state: "done" };
}

/** Says in the thread why the job failed. */
export async function fail({ job, thread, deps }: Work, failure: CuepointError): Promise<Ending> {
  const { jobs } = catalogueFor(job.event.locale);
  const { code, details } = failure;
  const message = errorMessage(failure, job.event.locale);
  try {
    await thread.post({
      ...message,
      ...(mayRetry(code) && { actions: [{ id: "retry", label: jobs.retry, value: job.id }] }),
    });
  } catch (thrown) {
    const error = asCuepointError(thrown);
    if (isLost(thrown) || isPassing(error)) throw thrown;
    // Trying again would do the whole work again, to be refused again, for ever.
    deps.logger.warn(
      { job: job.id, code: error.code, unsaid: code },
      "that a job failed could not be posted",
    );
  }
  return { state: "failed", code, details };
}
