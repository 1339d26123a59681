import type { CommandDefinition } from "../chat/command.ts";
import type { DeletedEvent, LeftEvent } from "../chat/event.ts";
import { createDirectExecute, type Execute } from "../chat/routing/execute.ts";
import type { OpenThread } from "../chat/thread.ts";
import { parseThreadId, type ThreadId } from "../chat/thread-id.ts";
import type { Logger } from "../logger.ts";
import { withRoom } from "../store/forget.ts";
import { isUnfinished, type Jobs } from "../store/jobs.ts";
import type { Store } from "../store/store.ts";
import { steadyNow } from "../util/clock.ts";
import type { TokenUsage } from "../vision/model.ts";
import { createJobControl, type JobControl } from "./job-control.ts";
import { createDiskRoom, type DiskPlaces } from "./limits/disk-space.ts";
import { createEta } from "./limits/eta.ts";
import { createQuarantine, QUARANTINED } from "./limits/quarantine.ts";
import { createQuota, type DailyLimits } from "./limits/quota.ts";
import { type JobObserver, observers } from "./observer.ts";
import { createBullmqQueue } from "./queue/bullmq/bullmq-queue.ts";
import { createEmbeddedQueue } from "./queue/embedded-queue.ts";
import type { JobLimits } from "./queue/fair-order.ts";
import type { JobQueue, JobStatus, ProcessEnd } from "./queue/queue.ts";
import { createWaitingLines } from "./queue-position.ts";
import { createJobHandler } from "./run/handler.ts";
import { createSubmit } from "./submit.ts";

export interface JobServiceOptions {
  readonly store: Store;
  /** redis:// of the queue that many machines share; undefined for the one inside this process. */
  readonly queueUrl: string | undefined;
  readonly limits: JobLimits & DailyLimits;
  readonly thread: OpenThread;
  readonly places: DiskPlaces;
  /** Hears of jobs, beside what learns how long they take. */
  readonly observer: JobObserver;
  /** Hears of the tokens that jobs use. */
  readonly onUsage?: (usage: TokenUsage) => void;
  readonly logger: Logger;
}

/** Everything that turns slow commands into jobs and jobs into answers. */
export interface JobService {
  readonly execute: Execute;
  readonly jobControl: JobControl;
  onDeleted(event: DeletedEvent): Promise<void>;
  /** Stops the jobs of the place first: they would write down anew what is deleted. */
  onLeft(event: LeftEvent): Promise<void>;
  /** Throws where the queue does not answer. */
  check(): Promise<void>;
  /** Takes up jobs from here on, those of a dead process first. */
  work(commands: readonly CommandDefinition[]): Promise<void>;
  close(deadlineMs: number, end: ProcessEnd): Promise<void>;
}

/** Commands are named last, by `work`, because some of them need job control. */
export function createJobService(options: JobServiceOptions): JobService {
  const { store, limits, thread, logger } = options;
  // Days and the end of records are those of the system's clock; everything else here is a wait or a duration.
  const now = Date.now;
  const eta = createEta(limits.running);
  const observer = observers(eta, options.observer);
  const queue = openQueue(options, store.jobs, observer);
  const quota = createQuota(store.usage, limits, now);
  const quarantine = createQuarantine(store.collection(QUARANTINED), now);
  const { onUsage } = options;
  const shared = {
    thread,
    outbox: store.outbox,
    quota,
    quarantine,
    eta,
    logger,
    ...(onUsage && { onUsage }),
  };
  const direct = createDirectExecute(thread, logger);
  const lines = options.queueUrl === undefined ? createWaitingLines({ ...shared, queue }) : null;
  const onAnnounced = (status: JobStatus) => lines?.watch(status);
  const submit = createSubmit({ ...shared, queue, observer, onAnnounced });
  const jobControl = createJobControl({ ...shared, queue, submit });
  return {
    execute: (command, event, signal) => (command.isJob ? submit(event) : direct(command, event, signal)),
    jobControl,
    async onDeleted(event) {
      const isThread = event.message === undefined;
      const makeRoom = () => (isThread ? store.forgetThread(event.thread) : store.sweep());
      for (const gone of await withRoom(() => jobControl.onDeleted(event), makeRoom)) {
        // An answer on its way in a thread that follows would fetch the original again.
        for (const thread of await store.latestVideos.linkedThreadsOf(gone)) {
          await jobControl.onDeleted({ type: "deleted", thread });
        }
        await store.forgetThread(gone);
      }
      if (isThread && isChannel(event.thread)) await store.places.deleteChannel(event.thread);
    },
    async onLeft({ platform, tenant }) {
      const place = `${platform}:${tenant}` as const;
      for (const { job } of await queue.list(place)) if (isUnfinished(job)) await queue.cancel(job);
      await store.purgeTenant(place);
    },
    check: async () => void (await queue.list("")),
    work(commands) {
      const disk = createDiskRoom(options.places);
      const random = Math.random;
      return queue.process(
        createJobHandler({ ...shared, jobs: store.jobs, commands, disk, now: steadyNow, random }),
      );
    },
    async close(deadlineMs, end) {
      lines?.stop();
      await queue.close(deadlineMs, end);
    },
  };
}

/** A thread of its own, and not one in a channel. */
function isChannel(id: ThreadId): boolean {
  const { channel, thread } = parseThreadId(id);
  return channel === thread;
}

function openQueue(
  { queueUrl, limits, logger }: JobServiceOptions,
  records: Jobs,
  observer: JobObserver,
): JobQueue {
  const shared = { records, limits, observer, logger, now: steadyNow };
  return queueUrl === undefined
    ? createEmbeddedQueue(shared)
    : createBullmqQueue({ ...shared, url: queueUrl });
}
