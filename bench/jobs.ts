/** Jobs per minute, and what the queue itself adds to each job, for both queues. Prints one JSON row a queue. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { CommandEvent } from "../src/chat/event.ts";
import { createBullmqQueue } from "../src/jobs/queue/bullmq/bullmq-queue.ts";
import { createEmbeddedQueue } from "../src/jobs/queue/embedded-queue.ts";
import type { JobQueue } from "../src/jobs/queue/queue.ts";
import type { Jobs } from "../src/store/jobs.ts";
import { createStore } from "../src/store/store.ts";
import { redisMissing, redisServer } from "../test/support/servers/redis-server.ts";

const JOBS = 300;
const TENANTS = 5;
const PEOPLE = 20;
const RUNNING = 4;

const ask = (n: number): CommandEvent => ({
  type: "command",
  id: String(n),
  command: "summarize",
  thread: `slack:t${n % TENANTS}:talks:${n}`,
  author: `p${n % PEOPLE}`,
  locale: "en",
  attachments: [{ platform: "slack", id: `f${n}`, name: "talk.mp4" }],
  links: [],
  options: {},
});

async function measure(name: string, redis: string | undefined): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "cuepoint-bench-"));
  const logger = pino({ level: "silent" });
  const sizes = { maxBytes: 1e9, contextTtlMs: 1e6, originalTtlMs: 1e6, originalsMaxBytes: 1e9 };
  const store = createStore({ url: redis, folder, logger, now: Date.now, ...sizes });
  const queue = queueOver(store.jobs, redis);
  const addStarted = performance.now();
  for (let n = 0; n < JOBS; n += 1) await queue.add(ask(n), async () => undefined);
  const added = performance.now() - addStarted;
  const all = Promise.withResolvers<void>();
  let done = 0;
  const started = performance.now();
  await queue.process(async () => {
    done += 1;
    if (done === JOBS) all.resolve();
    return { state: "done" };
  });
  await all.promise;
  const ran = performance.now() - started;
  console.log(
    JSON.stringify({
      bench: "jobs",
      queue: name,
      jobs: JOBS,
      jobsPerMinute: Math.round((JOBS / (added + ran)) * 60_000),
      millisecondsToAdd: Number((added / JOBS).toFixed(2)),
      millisecondsToRun: Number((ran / JOBS).toFixed(2)),
    }),
  );
  await queue.close(1_000, "shutdown");
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}

function queueOver(records: Jobs, url: string | undefined): JobQueue {
  const observer = {
    refused: () => undefined,
    started: () => undefined,
    stepped: () => undefined,
    ended: () => undefined,
  };
  const limits = {
    running: RUNNING,
    runningPerTenant: RUNNING,
    runningPerPerson: RUNNING,
    queued: JOBS,
    queuedPerTenant: JOBS,
    queuedPerPerson: JOBS,
  };
  const common = { records, limits, observer, logger: pino({ level: "silent" }), now: Date.now };
  return url === undefined ? createEmbeddedQueue(common) : createBullmqQueue({ ...common, url });
}

await measure("embedded", undefined);
if (redisMissing) {
  console.log(JSON.stringify({ bench: "jobs", queue: "bullmq", skipped: redisMissing }));
} else {
  const server = await redisServer();
  await server.start();
  await measure("bullmq", server.url);
  await server.kill();
}
