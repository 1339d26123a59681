import { isAway, isClosed } from "../../chat/closed.ts";
import type { CommandDefinition } from "../../chat/command.ts";
import { catalogueFor } from "../../chat/locales/locales.ts";
import type { OutgoingMessage } from "../../chat/message.ts";
import { errorMessage, levelOf } from "../../chat/routing/execute.ts";
import type { OpenThread, Thread } from "../../chat/thread.ts";
import { asCuepointError, CuepointError } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import type { Job } from "../../store/jobs.ts";
import type { Outbox } from "../../store/outbox.ts";
import type { DiskRoom } from "../limits/disk-space.ts";
import type { Eta } from "../limits/eta.ts";
import { type Quarantine, REFUSED_HOURS } from "../limits/quarantine.ts";
import type { Quota } from "../limits/quota.ts";
import { isToBlame } from "../queue/blame.ts";
import { workOf } from "../queue/job-id.ts";
import { JobStop, type StopReason, stopReason } from "../queue/job-stop.ts";
import type { Ending, JobHandler, RunContext } from "../queue/queue.ts";
import { asCurrentJob, type CurrentJob } from "./current-job.ts";
import { mayRetry } from "./may-retry.ts";
import { createOutboxThread, type OutboxThread } from "./outbox-thread.ts";
import { endMessage, runningMessage, stateMessage, timedMessage } from "./progress.ts";
import { awayDelay, isPassing, retryDelay } from "./retry-policy.ts";
import { createWatchedThread } from "./watched-thread.ts";
import { withJob } from "./with-job.ts";

export interface HandlerDeps {
  readonly commands: readonly CommandDefinition[];
  readonly thread: OpenThread;
  readonly outbox: Outbox;
  readonly quarantine: Quarantine;
  readonly disk: DiskRoom;
  readonly quota: Quota;
  readonly eta: Eta;
  readonly logger: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** 0 to 1. */
  readonly random: () => number;
}

/** Between two looks at a full disk, and how long a job waits in all, milliseconds. */
const ROOM_CHECK_MS = 30_000;
const ROOM_MINUTES = 10;
const MINUTE_MS = 60_000;
/** How long people keep looking at what makes them wait (J. Nielsen, “Response Times: The 3 Important Limits”), milliseconds. */
const ATTENTION_MS = 10_000;

type Ended = Exclude<Ending, { readonly state: "again" }>;

interface Work extends RunContext {
  readonly job: Job;
  readonly place: OutboxThread;
  /** Why the platform did not take what the job said last; null where it did. */
  readonly away: () => CuepointError | null;
  readonly deps: HandlerDeps;
}

/** Runs a job's command with a thread that says nothing twice, and brings the progress message to its end. */
export function createJobHandler(deps: HandlerDeps): JobHandler {
  return async (job, context) => {
    const closed = new AbortController();
    const signal = AbortSignal.any([context.signal, closed.signal]);
    const thread = createWatchedThread(deps.thread(job.event.thread), closed);
    const place = placeOf(deps, job, context, thread);
    const work: Work = { ...context, signal, job, deps, place, away: thread.away };
    // Answered in an earlier try that died before it could say so.
    const wasAnswered = await work.place.isAnswered();
    const ending: Ending = wasAnswered ? { state: "done" } : await endingOf(work);
    if (ending.state === "again" || closed.signal.aborted) return ending;
    await quietly(deps, async () => place.end(await lastWord(work, ending)));
    return ending;
  };
}

/** Where the error itself could not be posted, the line of progress is the only place for it. */
async function lastWord({ job, place }: Work, ending: Ended): Promise<OutgoingMessage> {
  if (ending.state !== "failed") return endMessage(job, ending.state === "done" ? "done" : "stopped");
  if (await place.isAnswered()) return endMessage(job, "failed");
  const { text } = errorMessage(new CuepointError(ending.code, ending.details), job.event.locale);
  return { kind: "progress", text };
}

function placeOf(deps: HandlerDeps, job: Job, { assertMine }: RunContext, thread: Thread): OutboxThread {
  const started = deps.now();
  const dressProgress = (message: OutgoingMessage) => {
    const { progress } = message;
    // The end is told once it is written down.
    if (progress?.step === "reply" && progress.done) return null;
    return runningMessage(job, message, deps.eta.minutesLeft(job.event.command, deps.now() - started));
  };
  return createOutboxThread({
    thread,
    outbox: deps.outbox,
    job,
    assertMine,
    dressProgress,
    dress: (message) => timedMessage(job, message, deps.now() - job.createdAt),
    isWatched: () => deps.now() - job.createdAt < ATTENTION_MS,
  });
}

async function endingOf(work: Work): Promise<Ending> {
  const { job, deps, signal } = work;
  if (stopReason(signal) === "cancelled") return { state: "cancelled" };
  if (isToBlame(job)) {
    await deps.quarantine.add(job.tenant, job.content ?? workOf(job.event));
    return fail(work, new CuepointError("video-crashed", { hours: REFUSED_HOURS }));
  }
  const waiting = await waitForRoom(work);
  if (waiting) return waiting;
  await say(work, wasInterrupted(job) ? "takenUpAgain" : "starting");
  // The answer could not be posted either.
  return waitForPlatform(work) ?? runCommand(work);
}

/** By the end of its process, in peace or not; and not by a fault or a full disk, which have said so themselves. */
function wasInterrupted({ attempts, crashes, failures, waitingSince }: Job): boolean {
  return crashes > 0 || (attempts > 1 && failures === 0 && waitingSince === undefined);
}

async function runCommand(work: Work): Promise<Ending> {
  const { job, place, deps, signal } = work;
  const command = deps.commands.find(({ name }) => name === job.event.command);
  const { noteContent, report } = work;
  const current: CurrentJob = { tenant: job.tenant, noteContent, report, charged: 0 };
  try {
    if (!command) throw new CuepointError("usage", { what: "unknown-command", value: job.event.command });
    await asCurrentJob(current, () => command.run(job.event, place, signal));
    return { state: "done" };
  } catch (thrown) {
    const stopped = stopReason(signal);
    if (stopped === "lost" || isLost(thrown)) throw new JobStop("lost");
    if (current.charged > 0 && stopped !== "cancelled") {
      await quietly(deps, () => deps.quota.refundMinutes(job.tenant, current.charged));
    }
    if (await place.isAnswered()) return { state: "done" };
    return stopped ? stoppedEnding(stopped, signal) : failOrRetry(work, asCuepointError(thrown, signal));
  }
}

function stoppedEnding(stopped: Exclude<StopReason, "lost">, signal: AbortSignal): Ending {
  if (stopped === "shutdown" || stopped === "crashed") return { state: "again", delayMs: 0 };
  if (stopped === "cancelled") return { state: "cancelled" };
  const stop: unknown = signal.reason;
  const cause = stop instanceof JobStop ? stop.cause : undefined;
  // As the thread itself has put it: who unlocks one that is locked need not invite anybody.
  const { code, details } = isClosed(cause) ? cause : new CuepointError("thread-gone");
  return { state: "failed", code, details };
}

/** Null where the platform takes what is said. */
function waitForPlatform({ job, deps, away }: Work): Ending | null {
  const error = away();
  if (!error) return null;
  const delayMs = awayDelay(job.attempts, deps.random);
  deps.logger.warn({ job: job.id, code: error.code, delayMs }, "a job waits for its platform");
  return { state: "again", delayMs };
}

async function failOrRetry(work: Work, thrown: CuepointError): Promise<Ending> {
  const { job, deps, place } = work;
  const error = withJob(thrown, job.id);
  const waiting = isAway(error) ? waitForPlatform(work) : null;
  if (waiting) return waiting;
  const delayMs = retryDelay(error, job.failures, deps.random);
  deps.logger[levelOf(error)]({ job: job.id, code: error.code, err: error.cause, delayMs }, "a job failed");
  const isBegun = await place.isBegun();
  if (delayMs === null) return isBegun ? endWithoutRest(work, error) : fail(work, error);
  if (!isBegun) await say(work, "tryingAgain");
  return { state: "again", delayMs, changes: { failures: job.failures + 1, progress: { code: error.code } } };
}

/** What stands in the thread has not failed, though some of it is missing. */
async function endWithoutRest({ job, place, deps }: Work, error: CuepointError): Promise<Ending> {
  deps.logger.error({ job: job.id, code: error.code, err: error.cause }, "an answer was posted in part only");
  await place.settle();
  const text = catalogueFor(job.event.locale).jobs.restMissing;
  await quietly(deps, () => place.post({ kind: "notice", text }));
  return { state: "done" };
}

async function fail({ job, place, deps }: Work, failure: CuepointError): Promise<Ending> {
  const { jobs } = catalogueFor(job.event.locale);
  const { code, details } = failure;
  const message = errorMessage(failure, job.event.locale);
  try {
    await place.post({
      ...message,
      ...(mayRetry(code) && { actions: [{ id: "retry", label: jobs.retry, value: job.id }] }),
    });
  } catch (thrown) {
    const error = asCuepointError(thrown);
    if (isLost(thrown) || isPassing(error)) throw thrown;
    // Trying again would do the whole work again, to be refused again, for ever.
    deps.logger.warn({ job: job.id, code: error.code, unsaid: code }, "a failed job could not be told of");
  }
  return { state: "failed", code, details };
}

/** Null where there is room. */
async function waitForRoom(work: Work): Promise<Ending | null> {
  const { job, deps } = work;
  const bytes = job.event.attachments[0]?.size;
  if (await deps.disk.hasRoom(bytes)) return null;
  const waitingSince = job.waitingSince ?? deps.now();
  if (deps.now() - waitingSince >= ROOM_MINUTES * MINUTE_MS) {
    return fail(work, new CuepointError("no-room", { minutes: ROOM_MINUTES }));
  }
  deps.logger.warn({ job: job.id }, "a job waits for room on the disk");
  await say(work, "waitingForRoom");
  return { state: "again", delayMs: ROOM_CHECK_MS, changes: { waitingSince, progress: { code: "no-room" } } };
}

/** What is said on the way is not worth a job. */
async function say({ job, place, deps }: Work, text: Parameters<typeof stateMessage>[1]): Promise<void> {
  await quietly(deps, () => place.post(stateMessage(job, text)));
}

async function quietly({ logger }: HandlerDeps, speak: () => Promise<unknown>): Promise<void> {
  try {
    await speak();
  } catch (error) {
    if (isLost(error)) throw error;
    // The adapter has said so, and the job's end says it once more.
    if (isClosed(error)) return;
    logger.warn({ err: error }, "a job's progress could not be shown");
  }
}

function isLost(thrown: unknown): boolean {
  return thrown instanceof JobStop && thrown.reason === "lost";
}
