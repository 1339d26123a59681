import { describe, expect, it } from "vitest";
import { tenantOf } from "../../src/chat/thread-id.ts";
import type { JobLimits } from "../../src/jobs/queue/fair-order.ts";
import { jobIdOf } from "../../src/jobs/queue/job-id.ts";
import type { JobQueue } from "../../src/jobs/queue/queue.ts";
import { asked, limits, unannounced } from "../jobs/events.ts";
import { createGate } from "../jobs/gate.ts";
import { eventually } from "../support/eventually.ts";

export interface QueuesUnderTest {
  /** One more process over the same jobs; closed when the test is over. */
  queue(limits: JobLimits): JobQueue;
}

const keyOf = (event: ReturnType<typeof asked>) => ({ tenant: tenantOf(event.thread), id: jobIdOf(event) });

/** What every JobQueue promises. */
export function describeJobQueue(name: string, setup: () => Promise<QueuesUnderTest>): void {
  const start = async (changes: Partial<JobLimits> = {}) => {
    const subject = await setup();
    const queue = subject.queue(limits(changes));
    const gate = createGate();
    return {
      subject,
      queue,
      gate,
      state: async (event: ReturnType<typeof asked>) => (await queue.status(keyOf(event)))?.job.state,
    };
  };
  const addAll = async (queue: JobQueue, events: readonly ReturnType<typeof asked>[]) => {
    for (const event of events) await queue.add(event, unannounced);
  };

  describe(`${name} as a job queue`, () => {
    it("has written a job down before it is announced, and starts it only then", async () => {
      const { queue, gate, state } = await start();
      await queue.process(gate.handler);
      const event = asked({ id: "1" });
      const { job, isNew } = await queue.add(event, async (status) => {
        expect(status.position).toBe(1);
        expect(await state(event)).toBe("queued");
        expect(gate.order).toEqual([]);
      });
      expect(isNew).toBe(true);
      expect(job).toMatchObject({ id: expect.stringMatching(/^[0-9a-z]{8}$/), tenant: "slack:acme", event });
      (await gate.started("1")).end();
      await eventually(async () => expect(await state(event)).toBe("done"));
    });

    it("finds the job of a message that is delivered twice", async () => {
      const { queue, gate, state } = await start();
      await queue.process(gate.handler);
      const event = asked({ id: "1" });
      const first = await queue.add(event, unannounced);
      const second = await queue.add(event, async () => expect.unreachable());
      expect(second).toMatchObject({ isNew: false, job: { id: first.job.id } });
      (await gate.started("1")).end();
      await eventually(async () => expect(await state(event)).toBe("done"));
      expect(await queue.add(event, unannounced)).toMatchObject({ isNew: false, job: { state: "done" } });
      expect(gate.order).toEqual(["1"]);
    });

    it("remembers why a job failed", async () => {
      const { queue, gate } = await start();
      await queue.process(gate.handler);
      const event = asked({ id: "1" });
      await queue.add(event, unannounced);
      (await gate.started("1")).end({
        state: "failed",
        code: "too-long",
        details: { minutes: 200, limitMinutes: 180 },
      });
      await eventually(async () =>
        expect((await queue.status(keyOf(event)))?.job).toMatchObject({
          state: "failed",
          progress: { code: "too-long", details: { minutes: 200, limitMinutes: 180 } },
        }),
      );
    });

    it("tells how far a job is", async () => {
      const { queue, gate } = await start();
      await queue.process(gate.handler);
      const event = asked({ id: "1" });
      await queue.add(event, unannounced);
      const held = await gate.started("1");
      held.context.report({ step: "scan", fraction: 0.5 });
      await eventually(async () =>
        expect(await queue.status(keyOf(event))).toMatchObject({
          position: 0,
          job: { state: "running", progress: { step: "scan", fraction: 0.5 } },
        }),
      );
      held.end();
    });

    it("takes tenants in turn, and in a tenant its people, however much one has asked for", async () => {
      const { queue, gate } = await start({ running: 1, runningPerTenant: 1, runningPerPerson: 1 });
      await addAll(queue, [
        ...["a1", "a2", "a3", "a4"].map((id) => asked({ id, tenant: "acme", person: "ann" })),
        asked({ id: "b1", tenant: "acme", person: "bob" }),
        ...["c1", "c2"].map((id) => asked({ id, tenant: "other", person: "cat" })),
      ]);
      const listed = await queue.list("slack:acme");
      expect(listed.map(({ job }) => job.event.id)).toEqual(["a1", "a2", "a3", "a4", "b1"]);
      await queue.process(gate.handler);
      for (let n = 0; n < 7; n += 1) {
        await eventually(() => expect(gate.order).toHaveLength(n + 1));
        (await gate.started(gate.order[n] ?? "")).end();
      }
      expect(gate.order).toEqual(["a1", "c1", "b1", "c2", "a2", "a3", "a4"]);
    });

    it("counts the jobs that start before one that waits", async () => {
      const { queue } = await start({ running: 1, runningPerTenant: 1 });
      const events = [
        asked({ id: "a1", person: "ann" }),
        asked({ id: "a2", person: "ann" }),
        asked({ id: "a3", person: "ann" }),
        asked({ id: "b1", person: "bob" }),
      ];
      await addAll(queue, events);
      const positions = await Promise.all(
        events.map(async (event) => (await queue.status(keyOf(event)))?.position),
      );
      // The first has been given its turn although no worker runs jobs yet.
      expect(positions).toEqual([0, 2, 3, 1]);
    });

    it("runs no more of a person and of a tenant than it may", async () => {
      const { queue, gate } = await start({ running: 10, runningPerTenant: 3, runningPerPerson: 2 });
      await addAll(queue, [
        ...["a1", "a2", "a3"].map((id) => asked({ id, person: "ann" })),
        ...["b1", "b2"].map((id) => asked({ id, person: "bob" })),
      ]);
      await queue.process(gate.handler);
      await eventually(() => expect([...gate.running.keys()].toSorted()).toEqual(["a1", "a2", "b1"]));
      (await gate.started("a1")).end();
      await eventually(() => expect(gate.running.size).toBe(3));
      expect([...gate.running.keys()].filter((id) => id.startsWith("a")).length).toBeLessThanOrEqual(2);
    });

    it.each([
      ["limit-person", { queuedPerPerson: 2 }],
      ["limit-tenant", { queuedPerTenant: 2 }],
      ["limit-queue", { queued: 2 }],
    ])("refuses with %s, and keeps nothing of what it refused", async (code, changes) => {
      const { queue } = await start({ running: 1, runningPerTenant: 1, runningPerPerson: 1, ...changes });
      await addAll(
        queue,
        ["1", "2", "3"].map((id) => asked({ id })),
      );
      const more = asked({ id: "4" });
      await expect(queue.add(more, unannounced)).rejects.toMatchObject({ code, details: { limit: 2 } });
      expect(await queue.status(keyOf(more))).toBeNull();
    });

    it("never starts a job that was cancelled while it waited", async () => {
      const { queue, gate, state } = await start({ running: 1, runningPerTenant: 1 });
      const events = ["1", "2", "3"].map((id) => asked({ id }));
      await addAll(queue, events);
      const [, second] = events;
      if (!second) return expect.unreachable();
      expect(await queue.cancel(keyOf(second))).toMatchObject({ state: "queued" });
      expect(await queue.cancel(keyOf(second))).toBeNull();
      await queue.process(gate.handler);
      (await gate.started("1")).end();
      (await gate.started("3")).end();
      expect(gate.order).toEqual(["1", "3"]);
      expect(await state(second)).toBe("cancelled");
    });

    it("stops a running job from any process", async () => {
      const { subject, queue, gate, state } = await start();
      const gateway = name.includes("embedded") ? queue : subject.queue(limits());
      await queue.process(gate.handler);
      const event = asked({ id: "1" });
      await queue.add(event, unannounced);
      const { context } = await gate.started("1");
      expect(await gateway.cancel(keyOf(event))).toMatchObject({ state: "running" });
      await eventually(async () => expect(await state(event)).toBe("cancelled"));
      expect(context.signal.reason).toMatchObject({ reason: "cancelled" });
    });

    it("gives a job another turn after a while, with what it has learned", async () => {
      const { queue, gate, state } = await start();
      await queue.process(gate.handler);
      const event = asked({ id: "1" });
      await queue.add(event, unannounced);
      const first = await gate.started("1");
      first.end({ state: "again", delayMs: 50, changes: { failures: 1 } });
      const second = await gate.started("1");
      expect(second.job).toMatchObject({ failures: 1, crashes: 0, attempts: 2 });
      await expect(first.context.assertMine()).rejects.toMatchObject({ reason: "lost" });
      await second.context.assertMine();
      second.end();
      await eventually(async () => expect(await state(event)).toBe("done"));
    });

    it("puts what still runs back into the queue when it closes, for the next process", async () => {
      const { subject, queue, gate } = await start();
      await queue.process(gate.handler);
      const event = asked({ id: "1" });
      await queue.add(event, unannounced);
      const { context } = await gate.started("1");
      await queue.close(0, "shutdown");
      expect(context.signal.reason).toMatchObject({ reason: "shutdown" });
      const next = subject.queue(limits());
      expect((await next.status(keyOf(event)))?.job.state).toBe("queued");
      await next.process(gate.handler);
      const again = await gate.started("1");
      expect(again.job).toMatchObject({ attempts: 2, crashes: 0 });
      again.end();
      await eventually(async () => expect((await next.status(keyOf(event)))?.job.state).toBe("done"));
    });

    it("counts a death of what still runs when the process ends by a crash", async () => {
      const { subject, queue, gate } = await start();
      await queue.process(gate.handler);
      const event = asked({ id: "1" });
      await queue.add(event, unannounced);
      const { context } = await gate.started("1");
      await queue.close(0, "crashed");
      expect(context.signal.reason).toMatchObject({ reason: "crashed" });
      const next = subject.queue(limits());
      await next.process(gate.handler);
      const again = await gate.started("1");
      expect(again.job).toMatchObject({ attempts: 2, crashes: 1 });
      again.end();
      await eventually(async () => expect((await next.status(keyOf(event)))?.job.state).toBe("done"));
    });

    it("lets what runs end before it closes", async () => {
      const { subject, queue, gate } = await start();
      await queue.process(gate.handler);
      const event = asked({ id: "1" });
      await queue.add(event, unannounced);
      const held = await gate.started("1");
      const closed = queue.close(20_000, "shutdown");
      held.end();
      await closed;
      expect((await subject.queue(limits()).status(keyOf(event)))?.job.state).toBe("done");
    });
  });
}
