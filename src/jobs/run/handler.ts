import type { CommandContext } from "../../chat/command.ts";
import { catalogueFor } from "../../chat/locales/locales.ts";
import type { OutgoingMessage, Progress } from "../../chat/message.ts";
import { afterProgress, createProgressPost, minutesOfParts, progressMessage } from "../../chat/progress.ts";
import { errorMessage } from "../../chat/routing/execute.ts";
import type { Thread } from "../../chat/thread.ts";
import { asCuepointError, CuepointError } from "../../errors.ts";
import type { Job } from "../../store/jobs.ts";
import { within } from "../../util/timeout.ts";
import { openAccount } from "../limits/metering.ts";
import type { Ending, JobHandler, RunContext } from "../queue/queue.ts";
import { JobStop, stopReason } from "../queue/queue.ts";
import { failOrRetry, stoppedEnding, waitForPlatform } from "./failures.ts";
import { createOutboxThread, isFinal } from "./outbox-thread.ts";
import {
  announceStart,
  goOnFromEarlier,
  refuseIfDeadly,
  stopIfCancelled,
  waitForDiskSpace,
} from "./preflight.ts";
import { asJobMessage, endMessage, runningMessage } from "./progress-message.ts";
import { type HandlerDeps, isLost, quietly, type Work } from "./work.ts";

/** How long people keep looking at what makes them wait (J. Nielsen, “Response Times: The 3 Important Limits”), milliseconds. */
const ATTENTION_MS = 10_000;
/** The next job waits this long at most for the platform's sign of this one to end, milliseconds. */
const SIGN_MS = 1_000;

/** Runs a job: looks whether it may begin, runs its command, makes the best of a failure, and ends the progress message. */
export function createJobHandler(deps: HandlerDeps): JobHandler {
  return async (job, context) => {
    const { showWork } = deps.thread(job.event.thread);
    void showWork?.(true);
    try {
      return await handle(deps, job, context);
    } finally {
      // A process that ends would take the call with it.
      if (showWork) await within(showWork(false), SIGN_MS);
    }
  };
}

async function handle(deps: HandlerDeps, job: Job, context: RunContext): Promise<Ending> {
  const closed = new AbortController();
  const work = openWork(deps, job, { context, closed });
  // Answered in an earlier try that died before it could say so.
  const ending = (await work.thread.isAnswered()) ? ({ state: "done" } as const) : await attempt(work);
  if (ending.state === "again" || closed.signal.aborted) return ending;
  const isDone = ending.state === "done";
  await quietly(deps, async () => work.thread.end(await lastMessage(work, ending), isDone));
  // What the summary replaces must go, once the platform is back; the answer is there and is not said again.
  return (isDone ? waitForPlatform(work) : null) ?? ending;
}

function openWork(
  deps: HandlerDeps,
  job: Job,
  { context, closed }: { readonly context: RunContext; readonly closed: AbortController },
): Work {
  const started = deps.now();
  const thread = createOutboxThread({
    thread: deps.thread(job.event.thread),
    outbox: deps.outbox,
    job,
    assertMine: context.assertMine,
    hasAttention: () => deps.now() - job.createdAt < ATTENTION_MS,
    // To work on would be for no one.
    onClosed: (error) => closed.abort(new JobStop("closed", error)),
  });
  return {
    ...context,
    signal: AbortSignal.any([context.signal, closed.signal]),
    job,
    thread,
    minutesLeft: () => deps.eta.minutesLeft(job.event.command, deps.now() - started),
    deps,
  };
}

const PREFLIGHT = [stopIfCancelled, refuseIfDeadly, waitForDiskSpace, goOnFromEarlier, announceStart];

async function attempt(work: Work): Promise<Ending> {
  for (const phase of PREFLIGHT) {
    const ending = await phase(work);
    if (ending) return ending;
  }
  return runCommand(work);
}

async function runCommand(work: Work): Promise<Ending> {
  const { job, thread, deps, signal } = work;
  const command = deps.commands.find(({ name }) => name === job.event.command);
  const progress = openProgress(work);
  const account = openAccount(job, deps, work.noteContent);
  const context: CommandContext = {
    event: job.event,
    thread: afterProgress(dressing(work), progress.before),
    signal,
    report: progress.report,
    job: account,
  };
  try {
    if (!command) throw new CuepointError("usage", { what: "unknown-command", value: job.event.command });
    await command.run(context).finally(progress.giveWay);
    return { state: "done" };
  } catch (thrown) {
    const stopped = stopReason(signal);
    if (stopped === "lost" || isLost(thrown)) throw new JobStop("lost");
    if (stopped !== "cancelled") await quietly(deps, account.refund);
    if (await thread.isAnswered()) return { state: "done" };
    return stopped ? stoppedEnding(stopped, signal) : failOrRetry(work, asCuepointError(thrown, signal));
  }
}

/** The one place that hears of progress: it goes into the job's record, and into the thread as one edited message. */
function openProgress({ job, thread, report, minutesLeft, deps }: Work) {
  const catalogue = catalogueFor(job.event.locale);
  const render = (progress: Progress) => {
    const message = progressMessage(progress, catalogue);
    // How long other videos took tells nothing about a long one.
    const minutes = progress.parts ? minutesOfParts(progress) : minutesLeft();
    return { ...message, ...runningMessage(job, message.text, minutes) };
  };
  const post = createProgressPost({ thread, render, logger: deps.logger });
  return {
    giveWay: post.giveWay,
    // Platforms let seconds pass between edits. Nothing waits for a line that may as well change after it, or that is about to go.
    before: async (message: OutgoingMessage) => (isFinal(message) ? post.giveWay() : undefined),
    report(progress: Progress) {
      const { step, fraction } = progress;
      report({ step, ...(fraction !== undefined && { fraction }) });
      post.report(progress);
    },
  };
}

/** The command's own messages get what only the job knows. */
function dressing({ job, thread, deps }: Work): Thread {
  return {
    ...thread,
    post: (message, delivery) =>
      thread.post(asJobMessage(job, message, deps.now() - job.createdAt), delivery),
  };
}

/** Where the error itself could not be posted, the line of progress is the only place for it. */
async function lastMessage(
  { job, thread }: Work,
  ending: Exclude<Ending, { readonly state: "again" }>,
): Promise<OutgoingMessage> {
  if (ending.state !== "failed") return endMessage(job, ending.state === "done" ? "done" : "stopped");
  if (await thread.isAnswered()) return endMessage(job, "failed");
  const { text } = errorMessage(ending, job.event.locale);
  return { kind: "progress", text };
}
