import { setTimeout } from "node:timers/promises";
import type { CommandEvent, DeletedEvent } from "../chat/event.ts";
import type { OpenThread } from "../chat/thread.ts";
import { parseThreadId, type Tenant, type ThreadId, tenantOf } from "../chat/thread-id.ts";
import type { Logger } from "../logger.ts";
import { isUnfinished, type Job } from "../store/jobs.ts";
import type { Outbox } from "../store/outbox.ts";
import { workOf } from "./queue/job-id.ts";
import type { JobQueue, JobStatus } from "./queue/queue.ts";
import { endMessage, idleThread } from "./run/progress-message.ts";
import type { Submit } from "./submit.ts";

export interface JobControlDeps {
  readonly queue: JobQueue;
  readonly thread: OpenThread;
  readonly outbox: Outbox;
  /** Starts a command as if its person had asked for it just now. */
  readonly submit: Submit;
  readonly logger: Logger;
}

/** A job that is stopped ends within moments; its record can be deleted then. Milliseconds. */
const ENDING_MS = 5_000;
const LOOK_AGAIN_MS = 50;
/** "Stopped." stands in the thread a moment before the job's record says so. Milliseconds. */
const TELLING_MS = 2_000;

type Stopped = { readonly kind: "stopping"; readonly job: Job } | { readonly kind: Refusal | "ended" };
type Retried = { readonly kind: "started" | "running" } | { readonly kind: Refusal };
type Refusal = "none" | "unknown" | "not-yours";

/** What a person may see of jobs, and do to them. */
export interface JobControl {
  /** The person's unfinished jobs here, oldest first; with an id the job it names, also one that has ended. */
  find(event: CommandEvent, id: string | undefined): Promise<JobStatus[]>;
  /** Without an id: the latest unfinished one of this thread, in a thread without jobs the person's latest in the channel. */
  stop(event: CommandEvent, id: string | undefined): Promise<Stopped>;
  /** Without an id: the latest one that has ended, of the same. */
  retry(event: CommandEvent, id: string | undefined): Promise<Retried>;
  /** Whether a job in this very thread is unfinished, of any person. */
  isAtWork(place: { readonly thread: ThreadId }): Promise<boolean>;
  /** Where the newest video of the same channel is being summarized; null where none is. */
  newestAtWork(thread: ThreadId): Promise<ThreadId | null>;
  /** Stops all that a person has asked for in a tenant, and waits a little until it has ended. */
  stopAllOf(tenant: Tenant, author: string): Promise<void>;
  /**
   * Stops what a deleted message, or a deleted thread, has started. Gives the threads that are to be forgotten with it:
   * those that are about the video which the message brought.
   */
  onDeleted(event: DeletedEvent): Promise<readonly ThreadId[]>;
}

export function createJobControl(deps: JobControlDeps): JobControl {
  const { queue } = deps;
  const here = async ({ thread }: { thread: ThreadId }) =>
    (await queue.list(tenantOf(thread))).filter(({ job }) => isSamePlace(job.event.thread, thread));
  const named = ({ thread }: CommandEvent, id: string) => queue.status({ tenant: tenantOf(thread), id });
  const stop = (job: Job) => stopJob(deps, job);
  /** The job that is meant, or why it may not be touched. */
  const choose = async (event: CommandEvent, id: string | undefined, fits: (job: Job) => boolean) => {
    if (id === undefined) {
      const all = (await here(event)).map(({ job }) => job);
      const own = all.filter((job) => mayTouch(event, job));
      // A word in a job's thread is about that job, not about a later one elsewhere in the channel.
      const inThread = own.filter((job) => job.event.thread === event.thread);
      const meant =
        inThread.length > 0 ? inThread : own.filter(({ event: { author } }) => author === event.author);
      return meant.findLast(fits) ?? "none";
    }
    const found = (await named(event, id))?.job;
    if (!found) return "unknown";
    return mayTouch(event, found) ? found : "not-yours";
  };

  const isAtWork = async ({ thread }: { thread: ThreadId }) =>
    (await here({ thread })).some(({ job }) => job.event.thread === thread && isUnfinished(job));

  return {
    async find(event, id) {
      if (id === undefined) return unfinishedOf(event.author, await here(event));
      const found = await named(event, id);
      return found && mayTouch(event, found.job) ? [found] : [];
    },
    async stop(event, id) {
      if (id === undefined && isOthersPlace(event, await here(event))) return { kind: "not-yours" };
      const job = await choose(event, id, isUnfinished);
      if (typeof job === "string") return { kind: job };
      if (!isUnfinished(job)) return { kind: "ended" };
      await stop(job);
      return { kind: "stopping", job };
    },
    async retry(event, id) {
      await untilEnded(() => isAtWork(event), TELLING_MS);
      const job = await choose(event, id, (one) => !isUnfinished(one));
      if (typeof job === "string") return { kind: job };
      if (isUnfinished(job)) return { kind: "running" };
      await deps.submit({ ...job.event, id: event.id, author: event.author, locale: event.locale });
      return { kind: "started" };
    },
    isAtWork,
    async newestAtWork(thread) {
      const jobs = (await here({ thread })).map(({ job }) => job);
      return jobs.findLast((job) => bringsVideo(job) && isUnfinished(job))?.event.thread ?? null;
    },
    stopAllOf: createStopAllOf(queue, stop),
    async onDeleted({ thread, message }) {
      const jobs = (await queue.list(tenantOf(thread))).map(({ job }) => job);
      const isGone = ({ event }: Job) =>
        message === undefined ? event.thread === thread : event.id === message;
      const gone = jobs.filter(isGone);
      for (const job of gone) if (isUnfinished(job)) await stop(job);
      return message === undefined ? [thread] : threadsAbout(gone, jobs);
    },
  };
}

async function stopJob(deps: JobControlDeps, job: Job): Promise<void> {
  const was = await deps.queue.cancel(job);
  if (was?.state === "queued") await sayStopped(deps, was);
}

function createStopAllOf(queue: JobQueue, stop: (job: Job) => Promise<void>): JobControl["stopAllOf"] {
  return async (tenant, author) => {
    const unfinished = async () => {
      const jobs = (await queue.list(tenant)).map(({ job }) => job);
      return jobs.filter((job) => job.event.author === author && isUnfinished(job));
    };
    for (const job of await unfinished()) await stop(job);
    await untilEnded(async () => (await unfinished()).length > 0, ENDING_MS);
  };
}

async function untilEnded(isAtWork: () => Promise<boolean>, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (performance.now() < end && (await isAtWork())) await setTimeout(LOOK_AGAIN_MS);
}

/** The threads whose latest video one of these jobs was for; a later video has made the thread its own. */
function threadsAbout(gone: readonly Job[], all: readonly Job[]): readonly ThreadId[] {
  const brought = gone.filter(bringsVideo);
  const threads = new Set(brought.map(({ event }) => event.thread));
  const works = new Set(brought.map(({ event }) => workOf(event)));
  return [...threads].filter((thread) => {
    const latest = all.findLast((job) => bringsVideo(job) && job.event.thread === thread);
    return latest && works.has(workOf(latest.event));
  });
}

function bringsVideo({ event }: Job): boolean {
  return event.command === "summarize";
}

function mayTouch({ author, isAdmin }: CommandEvent, { event }: Job): boolean {
  return event.author === author || isAdmin === true;
}

function unfinishedOf(author: string, statuses: readonly JobStatus[]): JobStatus[] {
  return statuses.filter(({ job }) => job.event.author === author && isUnfinished(job));
}

/** Whether the jobs at work in this very thread are all of others. The person means those, and not a job of their own elsewhere. */
function isOthersPlace(event: CommandEvent, statuses: readonly JobStatus[]): boolean {
  const jobs = statuses.map(({ job }) => job);
  const atWork = jobs.filter((job) => job.event.thread === event.thread && isUnfinished(job));
  return atWork.length > 0 && !atWork.some((job) => mayTouch(event, job));
}

/** A channel and the threads in it are one place for a person. */
function isSamePlace(a: ThreadId, b: ThreadId): boolean {
  return a === b || parseThreadId(a).channel === parseThreadId(b).channel;
}

async function sayStopped(deps: JobControlDeps, job: Job): Promise<void> {
  try {
    const thread = deps.thread(job.event.thread);
    await idleThread(thread, deps.outbox, job).end(endMessage(job, "stopped"));
  } catch (error) {
    deps.logger.warn({ err: error, job: job.id }, "a stopped job's progress could not be shown");
  }
}
