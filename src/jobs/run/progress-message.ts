import type { Thread } from "../../chat/thread.ts";
import type { Job } from "../../store/jobs.ts";
import type { Outbox } from "../../store/outbox.ts";
import { createOutboxThread, type OutboxThread } from "./outbox-thread.ts";

/** Where a job speaks that nobody runs yet, or any more: no turn can be lost, and words are shown as they are. */
export function createIdlePlace(thread: Thread, outbox: Outbox, job: Job): OutboxThread {
  return createOutboxThread({
    thread,
    outbox,
    job,
    assertMine: async () => undefined,
    dressProgress: (message) => message,
    isWatched: () => false,
  });
}
