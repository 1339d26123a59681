import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { jobIdOf } from "../../../src/jobs/queue/job-id.ts";
import { eventually } from "../../support/eventually.ts";
import { redisMissing, redisServer } from "../../support/servers/redis-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { describeUnless } from "../../support/unless.ts";
import { asked } from "../events.ts";
import { expectOneAnswer } from "./expect-one-answer.ts";
import { shown } from "./file-thread.ts";
import { type Orders, orders } from "./orders.ts";
import { type RunningWorker, runWorker } from "./run-worker.ts";

const base = temporaryFolder();

function started(order: Orders): RunningWorker {
  const worker = runWorker(order);
  onTestFinished(() => worker.kill("SIGKILL"));
  return worker;
}

/** Process ids of the children that steps have started, those that still live. */
function survivors(folder: string): number[] {
  const pids = readdirSync(folder).flatMap((name) => Number(/^child-(\d+)$/.exec(name)?.[1]) || []);
  expect(pids.length).toBeGreaterThan(0);
  return pids.filter((pid) => existsSync(`/proc/${pid}`));
}

function describeStopping(name: string, redis: () => Promise<string | undefined>): void {
  const ordersHere = async (more: Partial<Orders> = {}) => {
    const url = await redis();
    return orders(base, { ...more, ...(url !== undefined && { redis: url }) });
  };

  describe(`a worker with ${name}`, () => {
    it("stops a job at any step, with nothing left behind", async () => {
      const order = await ordersHere();
      const worker = started(order);
      for (const step of ["fetch", "scan", "ask", "stills", "reply"]) {
        const event = asked({ id: step.replaceAll(" ", "-") });
        const heres = worker.heard("here");
        worker.send({ event, killAt: step });
        await eventually(() => expect(worker.heard("here")).toBe(heres + 1));
        worker.send({ cancel: { tenant: "slack:acme", id: jobIdOf(event) } });
        await eventually(() => {
          const lines = shown(order.folder).filter(({ thread }) => thread === event.thread);
          expect(lines.at(-1)).toMatchObject({ kind: "progress", text: "Stopped." });
        });
        await eventually(() => expect(readdirSync(join(order.folder, "tmp"))).toEqual([]));
      }
      expect(shown(order.folder).filter(({ kind }) => kind !== "progress")).toEqual([]);
    });

    it("ends the programs that a stopped job has started", async () => {
      const order = await ordersHere({ stepMs: 600_000 });
      const worker = started(order);
      const event = asked({ id: "1" });
      worker.send({ event });
      await eventually(() => expect(survivors(order.folder)).toHaveLength(1));
      worker.send({ cancel: { tenant: "slack:acme", id: jobIdOf(event) } });
      await eventually(() => expect(shown(order.folder).at(-1)?.text).toBe("Stopped."));
      expect(survivors(order.folder)).toEqual([]);
    });

    it("puts its job back when it is told to end, for the next worker to finish", async () => {
      const order = await ordersHere({ deadlineMs: 100, stepMs: 600_000 });
      const worker = started(order);
      const event = asked({ id: "1" });
      worker.send({ event });
      await eventually(() => expect(survivors(order.folder)).toHaveLength(1));
      await worker.kill("SIGTERM");
      expect(worker.child.exitCode).toBe(0);
      expect(survivors(order.folder)).toEqual([]);
      started({ ...order, stepMs: 0 });
      await expectOneAnswer(order.folder, event);
    });
  });
}

describeStopping("the embedded queue", async () => undefined);

describeUnless(redisMissing, "over Redis", () => {
  describeStopping("the BullMQ queue", async () => {
    const server = await redisServer();
    await server.start();
    onTestFinished(() => server.kill());
    return server.url;
  });
});
