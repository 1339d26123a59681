import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { scratchFolder } from "../../support/scratch-folder.ts";
import { redisMissing, redisServer } from "../../support/servers/redis-server.ts";
import type { TestServer } from "../../support/servers/server.ts";
import { asked } from "../events.ts";
import { shown } from "./file-thread.ts";
import type { Orders } from "./orders.ts";
import { runWorker } from "./run-worker.ts";

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

const base = scratchFolder();
let runs = 0;

function orders(more: Partial<Orders>): Orders {
  runs += 1;
  const folder = join(base, String(runs));
  mkdirSync(folder);
  return {
    folder,
    events: [asked({ id: "1" }), asked({ id: "2", tenant: "other" })],
    role: "all",
    running: 2,
    prefix: `crash-${runs}`,
    lockMs: 600,
    stepMs: 0,
    deadlineMs: 0,
    ...more,
  };
}

const ENDS = ["Done.", "This did not work.", "Stopped."];

/** Each thread has one answer, its one progress message is final, and nothing is left behind. */
async function expectOneAnswerEach({ folder, events }: Orders): Promise<void> {
  const lastOf = (thread: string) =>
    shown(folder).findLast((line) => line.thread === thread && line.kind === "progress");
  await vi.waitFor(
    () => {
      for (const { thread } of events) expect(ENDS).toContain(lastOf(thread)?.text);
    },
    { timeout: 15_000, interval: 20 },
  );
  await vi.waitFor(() => expect(readdirSync(join(folder, "tmp"))).toEqual([]));
  for (const { thread, id } of events) {
    const posts = shown(folder).filter((line) => line.thread === thread && !line.edit);
    expect(posts.filter(({ kind }) => kind !== "progress")).toMatchObject([{ text: `summary of ${id}` }]);
    expect(posts.filter(({ kind }) => kind === "progress")).toHaveLength(1);
  }
}

function describeCrashes(name: string, redis: () => string | undefined): void {
  describe(`a process with ${name} that is killed`, () => {
    it.concurrent.each(POINTS)("%s: every job is answered once by the next", async (killAt) => {
      const url = redis();
      const first = orders({ killAt, ...(url && { redis: url }) });
      const killed = runWorker(first);
      await killed.here;
      await killed.kill("SIGKILL");
      // The platform delivers again what was not acknowledged.
      runWorker(first);
      await expectOneAnswerEach(first);
    });
  });
}

describeCrashes("the embedded queue", () => undefined);

describe.skipIf(redisMissing)(`over Redis${redisMissing ? ` (skipped: ${redisMissing})` : ""}`, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await redisServer();
    await server.start();
  });
  afterAll(() => server.kill());
  describeCrashes("the BullMQ queue", () => server.url);
});
