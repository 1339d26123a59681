import { tmpdir } from "node:os";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createEditPace, createPaced } from "../../adapters/slack/outgoing/rates.ts";
import { createJobService } from "../../src/jobs/job-service.ts";
import { systemClock } from "../../src/util/clock.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { createFakeThread } from "../fakes/thread.ts";
import { eventually } from "../support/eventually.ts";
import { temporaryStore } from "../support/temporary-store.ts";
import { asked, limits, summarizeBy, unobserved } from "./events.ts";

const HOUR_MS = 3_600_000;

/** Sets the clock of the whole process; timers and the steady clock go on as they did. */
function setClock(byMs: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + byMs });
  onTestFinished(() => void vi.useRealTimers());
}

describe("a system's clock that is set back by an hour", () => {
  it("makes nobody wait who posts in Slack", async () => {
    const paced = createPaced(systemClock);
    await paced("C1", async () => undefined);
    setClock(-HOUR_MS);
    const second = vi.fn(async () => undefined);
    void paced("C1", second);
    await eventually(() => expect(second).toHaveBeenCalled());
  });

  it("makes no edit in Slack wait", async () => {
    const eta = createEditPace(systemClock);
    await eta.run(
      () => false,
      async () => undefined,
    );
    setClock(-HOUR_MS);
    const second = vi.fn(async () => undefined);
    void eta.run(() => false, second);
    await eventually(() => expect(second).toHaveBeenCalled());
  });
});

describe.each([
  ["back by an hour", -HOUR_MS],
  ["forward by a day", 24 * HOUR_MS],
])("a system's clock that is set %s while a job runs", (_, byMs) => {
  it("changes neither the time that a job took nor the start of the next", async () => {
    const took: number[] = [];
    const thread = createFakeThread();
    const begun: string[] = [];
    const go = Promise.withResolvers<void>();
    const summarize = summarizeBy(async ({ event, thread: place }) => {
      begun.push(event.id);
      await go.promise;
      await place.post({ kind: "summary", text: "the summary" });
    });
    const jobService = createJobService({
      store: await temporaryStore(),
      queueUrl: undefined,
      limits: { ...limits({ running: 1 }), videoMinutes: 10, modelTokens: 10 },
      thread: () => thread,
      places: { folder: tmpdir(), dataFolder: tmpdir(), reserveBytes: 0 },
      observer: { ...unobserved, ended: (_job, _state, milliseconds) => void took.push(milliseconds) },
      logger: createFakeLogger(),
    });
    onTestFinished(() => jobService.close(0, "shutdown"));
    await jobService.work([summarize]);
    const never = new AbortController().signal;
    await jobService.execute(summarize, asked({ id: "1" }), never);
    await eventually(() => expect(begun).toEqual(["1"]));
    setClock(byMs);
    await jobService.execute(summarize, asked({ id: "2" }), never);
    go.resolve();
    await eventually(() => expect(took).toHaveLength(2));
    for (const milliseconds of took) {
      expect(milliseconds).toBeGreaterThanOrEqual(0);
      expect(milliseconds).toBeLessThan(HOUR_MS);
    }
    const done = thread
      .shown()
      .flatMap(({ footer = [] }) => footer.filter((line) => line.startsWith("Done")));
    expect(done).toEqual([expect.stringMatching(/second/), expect.stringMatching(/second/)]);
  });
});
