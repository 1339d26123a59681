import { mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { redisMissing, redisServer } from "../../support/servers/redis-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { describeUnless, itUnless } from "../../support/unless.ts";
import { asked } from "../events.ts";
import { shown } from "./file-thread.ts";
import { type Orders, orders } from "./orders.ts";
import { type RunningWorker, runWorker } from "./run-worker.ts";

const base = temporaryFolder();
const PEOPLE = 20;
const TENANTS = 5;

/** Each person's one after the other, as if everyone had sent ten files at once. */
function crowd(jobs: number) {
  return Array.from({ length: jobs }, (_, n) => {
    const person = Math.floor(n / (jobs / PEOPLE));
    return asked({ id: `p${person}-${n}`, person: `p${person}`, tenant: `t${person % TENANTS}` });
  });
}

function started(order: Orders): RunningWorker {
  const worker = runWorker(order);
  onTestFinished(() => worker.kill("SIGKILL"));
  return worker;
}

function answers({ folder }: Orders): string[] {
  return shown(folder)
    .filter(({ kind }) => kind !== "progress")
    .map(({ text }) => text);
}

async function askAll(worker: RunningWorker, events: ReturnType<typeof crowd>): Promise<void> {
  for (const event of events) worker.send({ event });
  await worker.said(`asked ${events.at(-1)?.id}`);
}

async function expectAllAnswered(order: Orders, events: ReturnType<typeof crowd>): Promise<void> {
  await eventually(() => expect(answers(order).length).toBeGreaterThanOrEqual(events.length));
  expect(answers(order).toSorted()).toEqual(events.map(({ id }) => `summary of ${id}`).toSorted());
}

function expectFair(order: Orders, among: number): void {
  const first = answers(order).slice(0, among);
  expect(new Set(first.map((text) => /p\d+/.exec(text)?.[0])).size).toBe(PEOPLE);
}

function peakMegabytes({ child }: RunningWorker): number {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

/** Three more processes beside the gateway on two cores, milliseconds. */
const WHOLE_CROWD = 100_000;

describe("two hundred jobs of twenty people in five tenants", () => {
  it("are all answered once, in fair order, by one machine that stays small", async () => {
    const order = orders(base, { role: "gateway", running: 4, runningPerTenant: 2 });
    const events = crowd(200);
    const worker = started(order);
    await askAll(worker, events);
    worker.send({ start: true });
    await expectAllAnswered(order, events);
    // As many answers as people, and as many again as had begun before the others asked.
    expectFair(order, PEOPLE + 10);
    expect(peakMegabytes(worker)).toBeLessThan(300);
  });

  itUnless(
    redisMissing,
    "are all answered once, in fair order, by three workers behind a gateway",
    async () => {
      const server = await redisServer();
      await server.start();
      onTestFinished(() => server.kill());
      const order = orders(base, {
        role: "gateway",
        redis: server.url,
        running: 2,
        runningPerTenant: 2,
        lockMs: 5_000,
      });
      const events = crowd(200);
      const gateway = started(order);
      await askAll(gateway, events);
      for (let n = 0; n < 3; n += 1) started({ ...order, role: "worker" });
      await expectAllAnswered(order, events);
      // Workers that start one after another overtake each other; without fairness one person's ten would come first.
      expectFair(order, 3 * PEOPLE);
    },
    WHOLE_CROWD,
  );
});

describeUnless(redisMissing, "Redis that goes away in the middle", () => {
  it("and comes back with what it knew, loses no job and gives no answer twice", async () => {
    const server = await redisServer(mkdtempSync(join(base, "redis-")));
    await server.start();
    onTestFinished(() => server.kill());
    const order = orders(base, { role: "gateway", redis: server.url, runningPerTenant: 2 });
    const events = crowd(60);
    await askAll(started(order), events);
    for (let n = 0; n < 2; n += 1) started({ ...order, role: "worker" });
    await eventually(() => expect(answers(order).length).toBeGreaterThan(5));
    await server.kill();
    await server.start();
    await expectAllAnswered(order, events);
  });

  it("and comes back empty, is told again by the records", async () => {
    const server = await redisServer();
    await server.start();
    onTestFinished(() => server.kill());
    const order = orders(base, { redis: server.url, store: "sqlite", runningPerTenant: 2 });
    const events = crowd(40);
    const worker = started(order);
    await askAll(worker, events);
    await server.kill();
    await server.start();
    await expectAllAnswered(order, events);
  });
});
