import pRetry from "p-retry";
import type { Logger } from "../../logger.ts";
import type { Job, JobProgress } from "../../store/jobs.ts";
import type { JobObserver } from "../observer.ts";
import { afterDeath, type ClaimDeps, claim, resetDeathsInARow } from "./claim.ts";
import type { Entry } from "./fair-order.ts";
import { type Ending, type JobHandler, JobStop, type RunContext, stopReason } from "./queue.ts";

export interface RunDeps extends ClaimDeps {
  readonly handler: JobHandler;
  readonly observer: JobObserver;
  readonly logger: Logger;
  readonly now: () => number;
}

/** Progress is worth a write this often, milliseconds. */
const WRITE_MS = 1_000;
/** A job whose machinery failed, such as the store, waits this long. */
const FAULT_MS = 5_000;
/** A job with which the process died lets others go first for this long. */
const LATER_MS = 1_000;
/** Pauses between tries to write, which grow to the longest one: a minute in all. */
const SETTLE = { retries: 7, minTimeout: 200, factor: 3, maxTimeout: 18_000 } as const;

/** What a run has come to: the job has ended, it may run again at a time, or another process has it. */
export type Outcome = "ended" | { readonly at: number } | "elsewhere";

/** Takes the job up, runs it and writes down how it ended. Rejects only where the store stays away. */
export async function runJob(entry: Entry, abort: AbortController, deps: RunDeps): Promise<Outcome> {
  const claimed = await claim(entry, deps, abort.signal);
  if (!claimed) return "ended";
  try {
    const outcome =
      claimed === "later" ? { at: deps.now() + LATER_MS } : await run(claimed.job, entry, abort, deps);
    // The process that has it now, or will have it, gives the slot back.
    return stopReason(abort.signal) === "lost" ? "elsewhere" : outcome;
  } finally {
    if (claimed !== "later") claimed.release();
  }
}

async function run(job: Job, entry: Entry, abort: AbortController, deps: RunDeps): Promise<Outcome> {
  if (entry.cancelled || job.progress.cancelled) abort.abort(new JobStop("cancelled"));
  const started = deps.now();
  if (job.attempts === 1) deps.observer.started(job, started - job.createdAt);
  const recorder = createRecorder(job, deps);
  const context: RunContext = {
    signal: abort.signal,
    report: recorder.report,
    async noteContent(content) {
      await deps.records.move(job, ["running"], { content });
    },
    async assertMine() {
      const current = await deps.records.get(job);
      if (current?.state !== "running" || current.attempts !== job.attempts) throw new JobStop("lost");
    },
  };
  let ending: Ending;
  try {
    ending = await deps.handler(job, context);
  } catch (error) {
    if (stopReason(abort.signal) !== "lost")
      deps.logger.error({ err: error, job: job.id }, "a job's run failed");
    ending = { state: "again", delayMs: FAULT_MS };
  }
  await recorder.stop();
  const crashed = stopReason(abort.signal) === "crashed" && ending.state === "again";
  if (crashed) await persistently(() => resetDeathsInARow(job, deps.records), deps.logger);
  const settled = crashed ? withDeath(ending, job) : ending;
  return persistently(() => settle(job, settled, started, deps), deps.logger);
}

/** A video that crashes the process by an uncaught exception would be taken up for ever if that were no death. */
function withDeath(ending: Ending, job: Job): Ending {
  if (ending.state !== "again") return ending;
  return {
    ...ending,
    delayMs: LATER_MS,
    changes: { ...ending.changes, ...afterDeath(job), runsAlone: false },
  };
}

/** What has been done must be written down, also when the store is away for a while. */
async function persistently<T>(write: () => Promise<T>, logger: Logger): Promise<T> {
  return pRetry(write, {
    ...SETTLE,
    onFailedAttempt({ error, retriesLeft }) {
      if (retriesLeft > 0) logger.warn({ err: error }, "a job's ending could not be written, trying again");
    },
  });
}

async function settle(job: Job, ending: Ending, started: number, deps: RunDeps): Promise<Outcome> {
  const { records, now } = deps;
  const current = await records.get(job);
  if (!current) return "ended";
  if (current.state !== "running" || current.attempts !== job.attempts) return "elsewhere";
  if (ending.state === "again") {
    // A cancel that came while the job was put back must not be lost.
    const progress = { ...ending.changes?.progress, ...(current.progress.cancelled && { cancelled: true }) };
    await records.move(job, ["running"], { ...ending.changes, progress, state: "queued" });
    return { at: now() + ending.delayMs };
  }
  const progress =
    ending.state === "failed" ? { code: ending.code, details: ending.details } : current.progress;
  await records.move(job, ["running"], { state: ending.state, progress });
  deps.observer.ended(job, ending.state, now() - started);
  return "ended";
}

/** Writes the latest progress once in a while, and never two writes at a time. */
function createRecorder(job: Job, { records, observer, logger, now }: RunDeps) {
  let waiting: JobProgress | null = null;
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let step: { name: JobProgress["step"]; since: number } = { name: undefined, since: now() };
  const write = () => {
    timer = undefined;
    const progress = waiting;
    waiting = null;
    if (!progress) return;
    writing = records.move(job, ["running"], { progress }).then(
      () => undefined,
      (error: unknown) => logger.warn({ err: error }, "progress was not written"),
    );
  };
  return {
    report(progress: JobProgress) {
      if (progress.step !== step.name) {
        if (step.name) observer.stepped(step.name, now() - step.since);
        step = { name: progress.step, since: now() };
      }
      waiting = progress;
      timer ??= setTimeout(write, WRITE_MS);
    },
    async stop() {
      clearTimeout(timer);
      if (step.name) observer.stepped(step.name, now() - step.since);
      await writing;
    },
  };
}
