import type { Thread } from "../chat/thread.ts";
import type { Outbox } from "../store/outbox.ts";
import type { Eta } from "./limits/eta.ts";
import type { JobQueue, JobStatus } from "./queue/queue.ts";
import { endMessage, idleThread, waitingMessage } from "./run/progress-message.ts";

interface WaitingDeps {
  readonly queue: Pick<JobQueue, "status">;
  readonly outbox: Outbox;
  readonly eta: Eta;
}

/**
 * Says in the thread where a job stands in the queue. If the job is stopped while this is on its way, "Stopped." finds no
 * line yet or is overwritten, so it is said again.
 */
export async function sayWaiting(
  { queue, outbox, eta }: WaitingDeps,
  thread: Thread,
  { job, position }: JobStatus,
): Promise<void> {
  const line = idleThread(thread, outbox, job);
  await line.post(waitingMessage(job, position, eta));
  const now = await queue.status(job);
  if (now?.job.state === "cancelled") await line.end(endMessage(job, "stopped"));
}
