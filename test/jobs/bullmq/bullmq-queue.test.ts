import { afterAll, beforeAll, describe, onTestFinished } from "vitest";
import { createBullmqQueue } from "../../../src/jobs/bullmq/bullmq-queue.ts";
import { createJobRecords } from "../../../src/jobs/job-records.ts";
import { describeJobQueue } from "../../contracts/job-queue.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { redisMissing, redisServer } from "../../support/servers/redis-server.ts";
import type { TestServer } from "../../support/servers/server.ts";
import { temporaryStore } from "../../support/temporary-store.ts";
import { unobserved } from "../events.ts";

describe.skipIf(redisMissing)(`over a real Redis${redisMissing ? ` (skipped: ${redisMissing})` : ""}`, () => {
  let server: TestServer;
  let installations = 0;

  beforeAll(async () => {
    server = await redisServer();
    await server.start();
  });
  afterAll(() => server.kill());

  describeJobQueue("the BullMQ queue", async () => {
    const store = await temporaryStore();
    const records = createJobRecords(store.jobs);
    installations += 1;
    const prefix = `test-${installations}`;
    return {
      queue(limits) {
        const logger = createFakeLogger();
        const queue = createBullmqQueue({
          url: server.url,
          records,
          limits,
          observer: unobserved,
          logger,
          now: Date.now,
          prefix,
        });
        onTestFinished(() => queue.close(0));
        return queue;
      },
    };
  });
});
