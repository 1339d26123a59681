import type { CommandDefinition } from "../../src/chat/command.ts";
import type { Thread } from "../../src/chat/thread.ts";
import { createEta } from "../../src/jobs/limits/eta.ts";
import { createQuarantine, QUARANTINED } from "../../src/jobs/limits/quarantine.ts";
import { createQuota } from "../../src/jobs/limits/quota.ts";
import { jobIdOf } from "../../src/jobs/queue/job-id.ts";
import { JobStop, type RunContext, type StopReason } from "../../src/jobs/queue/queue.ts";
import { createJobHandler } from "../../src/jobs/run/handler.ts";
import { type Job, UNTRIED } from "../../src/store/jobs.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { createFakeThread } from "../fakes/thread.ts";
import { temporaryStore } from "../support/temporary-store.ts";
import { asked, summarizeBy } from "./events.ts";

interface Setup {
  readonly run?: CommandDefinition["run"];
  readonly job?: Partial<Job>;
  readonly hasRoom?: boolean;
  readonly videoMinutes?: number;
  /** Instead of one that takes everything. */
  readonly thread?: Thread;
}

export const TENANT = "slack:acme";

/** A handler over a real store, with a clock and a thread of the test's own. */
export async function preparedHandler(setup: Setup = {}) {
  const { run, job: changes, hasRoom = true, videoMinutes = 100 } = setup;
  let now = 1_000_000;
  const store = await temporaryStore(() => now);
  const thread = createFakeThread();
  const logger = createFakeLogger();
  const quarantine = createQuarantine(store.collection(QUARANTINED), () => now);
  const quota = createQuota(store.usage, { videoMinutes, modelTokens: 1000 }, () => now);
  const command = summarizeBy(
    run ?? (async ({ thread: place }) => void (await place.post({ kind: "summary", text: "the summary" }))),
  );
  const handler = createJobHandler({
    commands: [command],
    thread: () => setup.thread ?? thread,
    outbox: store.outbox,
    jobs: store.jobs,
    quarantine,
    disk: { hasRoom: async () => hasRoom },
    quota,
    eta: createEta(1),
    logger,
    now: () => now,
    random: () => 1,
  });
  const event = asked({ id: "1" });
  const job: Job = {
    tenant: TENANT,
    id: jobIdOf(event),
    event,
    state: "running",
    createdAt: now,
    updatedAt: now,
    ...UNTRIED,
    attempts: 1,
    ...changes,
  };
  const abort = new AbortController();
  const context: RunContext = {
    signal: abort.signal,
    report: () => undefined,
    noteContent: async () => undefined,
    assertMine: async () => undefined,
  };
  return {
    store,
    logger,
    quarantine,
    quota,
    posts: () =>
      thread.told.filter(({ edits }) => edits === null).map(({ message }) => [message.kind, message.text]),
    last: () => thread.told.at(-1)?.message,
    shown: thread.shown,
    told: thread.told,
    stop: (reason: StopReason) => abort.abort(new JobStop(reason)),
    pass: (ms: number) => {
      now += ms;
    },
    handle: (more: Partial<Job> = {}, other: Partial<RunContext> = {}) =>
      handler({ ...job, ...more }, { ...context, ...other }),
  };
}
