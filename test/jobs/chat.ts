import { onTestFinished } from "vitest";
import { createCancel } from "../../commands/jobs/cancel.ts";
import { createRetry } from "../../commands/jobs/retry.ts";
import { createStatus } from "../../commands/jobs/status.ts";
import type { CommandEvent } from "../../src/chat/event.ts";
import { createDirectExecute } from "../../src/chat/routing/execute.ts";
import type { ThreadId } from "../../src/chat/thread-id.ts";
import type { ErrorCode } from "../../src/errors.ts";
import { createJobControl } from "../../src/jobs/job-control.ts";
import { createEta } from "../../src/jobs/limits/eta.ts";
import { createQuarantine, QUARANTINED } from "../../src/jobs/limits/quarantine.ts";
import { createQuota } from "../../src/jobs/limits/quota.ts";
import { createEmbeddedQueue } from "../../src/jobs/queue/embedded-queue.ts";
import type { JobLimits } from "../../src/jobs/queue/fair-order.ts";
import { createWaitingLines } from "../../src/jobs/queue-position.ts";
import { createJobHandler } from "../../src/jobs/run/handler.ts";
import { createSubmit } from "../../src/jobs/submit.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { createFakeThread } from "../fakes/thread.ts";
import { temporaryStore } from "../support/temporary-store.ts";
import { limits, summarizeBy, unobserved } from "./events.ts";

const never = new AbortController().signal;
export const TENANT = "slack:acme";

/** Everything from a message to an answer but the platform, with jobs that end when the test says so. */
export async function prepared(changes: Partial<JobLimits> = {}) {
  const store = await temporaryStore();
  const logger = createFakeLogger();
  const threads = new Map<ThreadId, ReturnType<typeof createFakeThread>>();
  const thread = (id: ThreadId) => {
    const found = threads.get(id) ?? createFakeThread();
    threads.set(id, found);
    return found;
  };
  const ends = new Map<string, () => void>();
  const refused: ErrorCode[] = [];
  const summarize = summarizeBy(async ({ event, thread: place, signal }) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    ends.set(event.id, resolve);
    signal.addEventListener("abort", () => reject(signal.reason));
    await promise;
    await place.post({ kind: "summary", text: `summary of ${event.id}` });
  });
  const queue = createEmbeddedQueue({
    records: store.jobs,
    limits: limits({ running: 1, ...changes }),
    observer: unobserved,
    logger,
    now: Date.now,
  });
  onTestFinished(() => queue.close(0, "shutdown"));
  const shared = {
    thread,
    outbox: store.outbox,
    logger,
    eta: createEta(1),
    quarantine: createQuarantine(store.collection(QUARANTINED), Date.now),
    quota: createQuota(store.usage, { videoMinutes: 10, modelTokens: 10 }, Date.now),
  };
  const lines = createWaitingLines({ ...shared, queue });
  onTestFinished(lines.stop);
  const direct = createDirectExecute(thread, logger);
  const submit = createSubmit({
    ...shared,
    onAnnounced: lines.watch,
    queue,
    observer: { ...unobserved, refused: (code) => refused.push(code) },
  });
  const jobControl = createJobControl({ ...shared, queue, submit });
  const handler = createJobHandler({
    ...shared,
    jobs: store.jobs,
    commands: [summarize],
    disk: { hasRoom: async () => true },
    now: Date.now,
    random: Math.random,
  });
  const commands = {
    status: createStatus(jobControl, store.places),
    cancel: createCancel(jobControl),
    retry: createRetry(jobControl),
  };
  const messages = (event: CommandEvent) => thread(event.thread).told.map(({ message }) => message);
  return {
    ...shared,
    store,
    queue,
    jobControl,
    refused,
    ends,
    lines,
    messages,
    last: (event: CommandEvent) => messages(event).at(-1),
    start: () => queue.process(handler),
    ask: submit,
    say: (command: "status" | "cancel" | "retry", event: CommandEvent) =>
      direct(commands[command], { ...event, command }, never),
  };
}

/** The same person, a little later, in the place of an earlier event. */
export function later(event: CommandEvent, more: Partial<CommandEvent> = {}): CommandEvent {
  return { ...event, id: `later-${event.id}`, attachments: [], ...more };
}
