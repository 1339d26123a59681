import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CommandEvent } from "../../../src/chat/event.ts";
import { eventually } from "../../support/eventually.ts";
import { fixedRandom } from "../../support/fixed-random.ts";
import { redisMissing, redisServer } from "../../support/servers/redis-server.ts";
import type { TestServer } from "../../support/servers/server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { asked } from "../events.ts";
import { expectOneAnswer } from "./expect-one-answer.ts";
import { shown } from "./file-thread.ts";
import { type Orders, orders } from "./orders.ts";
import { type RunningWorker, runWorker } from "./run-worker.ts";

const base = temporaryFolder();
const KILLS = 40;
/** A job goes through some twenty points, and most of them die of a kill more than once. */
const MOST_POINTS = 48;
const HEALTHY = ["a", "b", "c", "d", "e", "f"].map((id) => asked({ id, person: id }));
const DEADLY = asked({ id: "deadly", person: "mallory" });
const EVENTS = [DEADLY, ...HEALTHY];
/** Some fifty starts of a process on a busy machine, milliseconds. */
const ALL_STARTS = 600_000;

function answersIn({ folder }: Orders, { thread }: CommandEvent) {
  return shown(folder).filter((line) => line.thread === thread && line.kind !== "progress");
}

function isDead({ child }: RunningWorker): boolean {
  return child.signalCode !== null;
}

/** A new process that is asked again for what has no answer yet, as a platform delivers what was not acknowledged. */
function start(order: Orders, events: readonly CommandEvent[]): RunningWorker {
  const worker = runWorker(order);
  for (const event of events) if (answersIn(order, event).length === 0) worker.send({ event });
  return worker;
}

function itBlamesTheRight(name: string, redis: () => string | undefined): void {
  let worker: RunningWorker | undefined;
  afterAll(() => worker?.kill("SIGKILL"));

  it(
    `${name}: forty kills at random moments block no healthy video, and the one that kills is refused`,
    async () => {
      const url = redis();
      const order = orders(base, {
        deadly: DEADLY.id,
        ...(url !== undefined && { redis: url }),
      });
      const random = fixedRandom(1);
      for (let kill = 0; kill < KILLS; kill += 1) {
        const next = start({ ...order, points: 1 + Math.floor(random() * MOST_POINTS) }, EVENTS);
        worker = next;
        const isOver = () => EVENTS.every((one) => answersIn(order, one).length > 0);
        await eventually(() => expect(isDead(next) || next.heard("here") > 0 || isOver()).toBe(true));
        await next.kill("SIGKILL");
      }
      await eventually(() => {
        if (!worker || isDead(worker)) worker = start(order, EVENTS);
        for (const event of EVENTS) expect(answersIn(order, event)).toHaveLength(1);
      });
      for (const event of HEALTHY) await expectOneAnswer(order.folder, event);
      expect(answersIn(order, DEADLY)).toMatchObject([
        { kind: "error", text: expect.stringContaining("24 hours") },
      ]);
    },
    ALL_STARTS,
  );
}

describe("a process that dies again and again, with the embedded queue", () => {
  itBlamesTheRight("one process", () => undefined);
});

describe.skipIf(redisMissing)(`over Redis${redisMissing ? ` (skipped: ${redisMissing})` : ""}`, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await redisServer();
    await server.start();
  });
  afterAll(() => server.kill());
  itBlamesTheRight("the BullMQ queue", () => server.url);
});
