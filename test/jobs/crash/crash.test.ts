import { afterAll, beforeAll, describe, expect, it, onTestFailed } from "vitest";
import type { CommandEvent } from "../../../src/chat/event.ts";
import { redisMissing, redisServer } from "../../support/servers/redis-server.ts";
import type { TestServer } from "../../support/servers/server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { describeUnless } from "../../support/unless.ts";
import { asked } from "../events.ts";
import { expectAnswerAlone, expectOneAnswer } from "./expect-one-answer.ts";
import { shown } from "./file-thread.ts";
import { type Orders, orders } from "./orders.ts";
import { type RunningWorker, runWorker } from "./run-worker.ts";

/** Everywhere between asking and the last word, in the order of a job. */
const POINTS = [
  "before add",
  "after add",
  "before progress posted",
  "after progress posted",
  "after progress recorded",
  "before running",
  "after running",
  "fetch",
  "scan",
  "ask",
  "stills",
  "reply",
  "before final posted",
  "after final posted",
  "after final recorded",
  "after final finished",
  "before done",
  "after done",
];

/** Where a short answer takes the place of its progress message. */
const TAKING = [
  "before place recorded",
  "after place recorded",
  "before final posted",
  "after final posted",
  "after final recorded",
  "after final finished",
];

/** Where a late one is posted beside it. */
const LATE = ["after place finished", "after final posted", "before removal", "after removal"];

const base = temporaryFolder();

/** Gives the process that takes up the job of the killed one. */
async function killAndTakeUp(
  killed: RunningWorker,
  order: Orders,
  { event, killAt }: { event: CommandEvent; killAt: string },
): Promise<RunningWorker> {
  onTestFailed(() => killed.kill("SIGKILL"));
  killed.send({ event, killAt });
  await killed.said("here");
  await killed.kill("SIGKILL");
  const next = runWorker(order);
  onTestFailed(() => next.kill("SIGKILL"));
  // The platform delivers again what was not acknowledged.
  next.send({ event });
  return next;
}

function describeCrashes(name: string, redis: () => string | undefined): void {
  describe(`a process with ${name} that is killed`, () => {
    let order: Orders;
    /** The one that finished the last killed one's job takes the next job: half the processes, and the same proof. */
    let survivor: RunningWorker | undefined;
    beforeAll(() => {
      const url = redis();
      order = orders(base, url === undefined ? {} : { redis: url });
    });
    afterAll(() => survivor?.kill("SIGKILL"));

    it.each(POINTS)("%s: its job is answered once by the next", async (killAt) => {
      const event = asked({ id: killAt.replaceAll(" ", "-") });
      survivor = await killAndTakeUp(survivor ?? runWorker(order), order, { event, killAt });
      await expectOneAnswer(order.folder, event);
    });

    it("leaves no answer out and gives none twice, over all of them", () => {
      const answers = shown(order.folder).filter(({ kind }) => kind !== "progress");
      expect(answers.map(({ text }) => text)).toEqual(
        POINTS.map((point) => `summary of ${point.replaceAll(" ", "-")}`),
      );
    });
  });
}

describeCrashes("the embedded queue", () => undefined);

describe.each([
  ["quick", TAKING, 0],
  ["late", LATE, 20_000],
] as const)("a process that is killed over a short and %s answer", (_, points, lateMs) => {
  let order: Orders;
  let survivor: RunningWorker | undefined;
  beforeAll(() => {
    order = orders(base, { lateMs });
  });
  afterAll(() => survivor?.kill("SIGKILL"));

  it.each(points)("%s: it stands alone in the thread in the end", async (killAt) => {
    const event = asked({ id: killAt.replaceAll(" ", "-"), options: { short: true } });
    survivor = await killAndTakeUp(survivor ?? runWorker(order), order, { event, killAt });
    await expectAnswerAlone(order.folder, event);
  });
});

describeUnless(redisMissing, "over Redis", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await redisServer();
    await server.start();
  });
  afterAll(() => server.kill());
  describeCrashes("the BullMQ queue", () => server.url);
});
