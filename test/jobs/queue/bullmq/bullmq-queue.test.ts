import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createBullmqQueue } from "../../../../src/jobs/queue/bullmq/bullmq-queue.ts";
import { describeJobQueue } from "../../../contracts/job-queue.ts";
import { createFakeLogger } from "../../../fakes/logger.ts";
import { freePort } from "../../../support/servers/free-port.ts";
import { redisMissing, redisServer } from "../../../support/servers/redis-server.ts";
import type { TestServer } from "../../../support/servers/server.ts";
import { temporaryStore } from "../../../support/temporary-store.ts";
import { describeUnless } from "../../../support/unless.ts";
import { asked, limits, unannounced, unobserved } from "../../events.ts";

describeUnless(redisMissing, "over a real Redis", () => {
  let server: TestServer;
  let installations = 0;

  beforeAll(async () => {
    server = await redisServer();
    await server.start();
  });
  afterAll(() => server.kill());

  describeJobQueue("the BullMQ queue", async () => {
    const store = await temporaryStore();
    installations += 1;
    const prefix = `test-${installations}`;
    return {
      queue(limits) {
        const logger = createFakeLogger();
        const queue = createBullmqQueue({
          url: server.url,
          records: store.jobs,
          limits,
          observer: unobserved,
          logger,
          now: Date.now,
          prefix,
        });
        onTestFinished(() => queue.close(0, "shutdown"));
        return queue;
      },
    };
  });
});

describe("the BullMQ queue without its Redis", () => {
  it("refuses a job soon, and keeps nothing of it", async () => {
    const store = await temporaryStore();
    const queue = createBullmqQueue({
      url: `redis://127.0.0.1:${await freePort()}`,
      records: store.jobs,
      limits: limits(),
      observer: unobserved,
      logger: createFakeLogger(),
      now: Date.now,
    });
    onTestFinished(() => queue.close(0, "shutdown"));
    await expect(queue.add(asked({ id: "1" }), unannounced)).rejects.toMatchObject({
      code: "store-unavailable",
    });
    expect(await store.jobs.list()).toEqual([]);
  });
});
