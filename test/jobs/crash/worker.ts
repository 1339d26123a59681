/**
 * A small worker that a test kills. It reads its orders from argv and what is asked of it from stdin, as JSON; runs
 * the real queue, handler and store with a command of short steps; and posts into a file that stands for the platform.
 * At its kill point it says so and stands still.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ThreadId } from "../../../src/chat/thread-id.ts";
import { createEta } from "../../../src/jobs/limits/eta.ts";
import { createQuarantine, QUARANTINED } from "../../../src/jobs/limits/quarantine.ts";
import { createQuota } from "../../../src/jobs/limits/quota.ts";
import { createBullmqQueue } from "../../../src/jobs/queue/bullmq/bullmq-queue.ts";
import { createEmbeddedQueue } from "../../../src/jobs/queue/embedded-queue.ts";
import { createJobHandler } from "../../../src/jobs/run/handler.ts";
import { createSubmit } from "../../../src/jobs/submit.ts";
import { sweepWorkspaces } from "../../../src/media/workspace.ts";
import { createStore, type Store } from "../../../src/store/store.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { limits, unobserved } from "../events.ts";
import { fileThread } from "./file-thread.ts";
import type { Asked, Orders } from "./orders.ts";
import { stepCommand } from "./step-command.ts";

const orders = JSON.parse(process.argv[2] ?? "") as Orders;
const { folder, redis, prefix, role } = orders;
let killAt: string | undefined;
let reached = 0;

async function reach(point: string): Promise<void> {
  reached += 1;
  if (point !== killAt && reached < (orders.points ?? Number.POSITIVE_INFINITY)) return;
  process.stdout.write("here\n");
  await new Promise(() => undefined);
}

/** The store, with points before and after each write that matters. */
function watched(real: Store): Store {
  const { jobs, outbox } = real;
  return {
    ...real,
    jobs: {
      ...jobs,
      async add(job) {
        await reach("before add");
        const added = await jobs.add(job);
        await reach("after add");
        return added;
      },
      async move(key, from, to) {
        if (to.state) await reach(`before ${to.state}`);
        const moved = await jobs.move(key, from, to);
        if (to.state && moved) await reach(`after ${to.state}`);
        return moved;
      },
    },
    outbox: {
      ...outbox,
      async addPosted(tenant, job, part, ref) {
        await reach(`before ${part} recorded`);
        await outbox.addPosted(tenant, job, part, ref);
        await reach(`after ${part} recorded`);
      },
      async finish(tenant, job, part) {
        await outbox.finish(tenant, job, part);
        await reach(`after ${part} finished`);
      },
    },
  };
}

const logger = createFakeLogger();
const temporary = join(folder, "tmp");
mkdirSync(temporary, { recursive: true });
await sweepWorkspaces(temporary, Date.now());
const store = watched(
  createStore({
    url: orders.store === "redis" ? redis : undefined,
    folder: join(folder, "data"),
    logger,
    now: Date.now,
    maxBytes: 1e9,
    contextTtlMs: 3_600_000,
    originalTtlMs: 3_600_000,
    originalsMaxBytes: 1e9,
  }),
);
const eta = createEta(orders.running);
const common = {
  records: store.jobs,
  limits: limits({
    running: orders.running,
    runningPerTenant: orders.runningPerTenant,
    runningPerPerson: 20,
  }),
  observer: unobserved,
  logger,
  now: Date.now,
};
const queue =
  redis === undefined
    ? createEmbeddedQueue(common)
    : createBullmqQueue({
        ...common,
        url: redis,
        prefix,
        lockMs: orders.lockMs,
        reconcileMs: 200,
        announceMs: 600,
      });
const thread = (id: ThreadId) => fileThread(id, folder, reach);
const quota = createQuota(store.usage, { videoMinutes: 1e6, modelTokens: 1e9 }, Date.now);
const quarantine = createQuarantine(store.collection(QUARANTINED), Date.now);
const command = stepCommand(folder, reach, orders);
const jobDeps = { outbox: store.outbox, quota, quarantine, eta, logger, thread };
const handler = createJobHandler({
  ...jobDeps,
  jobs: store.jobs,
  commands: [command],
  disk: { hasRoom: async () => true },
  now: () => Date.now() + orders.lateMs,
  random: Math.random,
});
const submit = createSubmit({ ...jobDeps, queue, observer: unobserved });

process.on("SIGTERM", () => {
  void queue.close(orders.deadlineMs, "shutdown").then(async () => {
    await store.close();
    process.exit(0);
  });
});
if (role !== "gateway") await queue.process(handler);
process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line) as Asked;
  killAt = asked.killAt;
  if (asked.start) await queue.process(handler);
  if (asked.cancel) await queue.cancel(asked.cancel);
  if (asked.event) {
    await submit(asked.event);
    process.stdout.write(`asked ${asked.event.id}\n`);
  }
}
