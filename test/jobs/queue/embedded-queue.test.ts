import { onTestFinished } from "vitest";
import { createEmbeddedQueue } from "../../../src/jobs/queue/embedded-queue.ts";
import { describeJobQueue } from "../../contracts/job-queue.ts";
import { createFakeLogger } from "../../fakes/logger.ts";
import { temporaryStore } from "../../support/temporary-store.ts";
import { unobserved } from "../events.ts";

describeJobQueue("the embedded queue", async () => {
  const store = await temporaryStore();
  return {
    queue(limits) {
      const logger = createFakeLogger();
      const queue = createEmbeddedQueue({
        records: store.jobs,
        limits,
        observer: unobserved,
        logger,
        now: Date.now,
      });
      onTestFinished(() => queue.close(0, "shutdown"));
      return queue;
    },
  };
});
