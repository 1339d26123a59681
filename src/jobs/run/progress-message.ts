import type { Thread } from "../../chat/thread.ts";
import type { ThreadId } from "../../chat/thread-id.ts";
import type { Job } from "../../store/jobs.ts";
import type { Outbox } from "../../store/outbox.ts";
import { createOutboxThread, type OutboxThread } from "./outbox-thread.ts";

interface IdlePlaceDeps {
  readonly thread: (id: ThreadId) => Thread;
  readonly outbox: Outbox;
}

/** Where a job speaks that nobody runs yet, or any more: no turn can be lost, and words are shown as they are. */
export function createIdlePlace({ thread, outbox }: IdlePlaceDeps, job: Job): OutboxThread {
  return createOutboxThread({
    thread: thread(job.event.thread),
    outbox,
    job,
    assertMine: async () => undefined,
    dressProgress: (message) => message,
    isWatched: () => false,
  });
}
