import { describe, expect, it } from "vitest";
import type { CommandDefinition } from "../../src/chat/command.ts";
import type { Thread } from "../../src/chat/thread.ts";
import { CuepointError, type ErrorCode } from "../../src/errors.ts";
import { createEta } from "../../src/jobs/limits/eta.ts";
import { createQuarantine, QUARANTINED } from "../../src/jobs/limits/quarantine.ts";
import { createQuota } from "../../src/jobs/limits/quota.ts";
import { jobIdOf } from "../../src/jobs/queue/job-id.ts";
import { createJobHandler } from "../../src/jobs/run/handler.ts";
import { UNTRIED } from "../../src/store/jobs.ts";
import { sampleError } from "../error-samples.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { createFakeThread } from "../fakes/thread.ts";
import { temporaryStore } from "../support/temporary-store.ts";
import { asked, summarizeBy } from "./events.ts";

/** A thread that takes everything until `close` is called, and then answers with that code. */
function closingThread() {
  const thread = createFakeThread();
  let code: ErrorCode | null = null;
  const check = () => {
    if (code) throw sampleError(code);
  };
  const closing: Thread = {
    ...thread,
    async post(...message) {
      check();
      return thread.post(...message);
    },
    async edit(...message) {
      check();
      return thread.edit(...message);
    },
  };
  const close = (because: ErrorCode) => {
    code = because;
  };
  return { thread: closing, told: thread.told, close };
}

async function handled(thread: Thread, run: CommandDefinition["run"]) {
  const store = await temporaryStore();
  const logger = createFakeLogger();
  const command = summarizeBy(run);
  const handle = createJobHandler({
    commands: [command],
    thread: () => thread,
    outbox: store.outbox,
    jobs: store.jobs,
    quarantine: createQuarantine(store.collection(QUARANTINED), Date.now),
    disk: { hasRoom: async () => true },
    quota: createQuota(store.usage, { videoMinutes: 1, modelTokens: 1 }, Date.now),
    eta: createEta(1),
    logger,
    now: Date.now,
    random: () => 1,
  });
  const event = asked({ id: "1" });
  const job = {
    tenant: "slack:acme",
    id: jobIdOf(event),
    event,
    state: "running",
    createdAt: 0,
    updatedAt: 0,
  };
  const counts = { ...UNTRIED, attempts: 1 };
  const ending = handle(
    { ...job, ...counts, state: "running" },
    {
      signal: new AbortController().signal,
      report: () => undefined,
      noteContent: async () => undefined,
      assertMine: async () => undefined,
    },
  );
  return { ending, lines: logger.lines };
}

describe("a job whose thread", () => {
  it.each(["thread-gone", "thread-locked"] as const)(
    "is closed (%s) ends at once: its work stops and is not done again, and it says nothing more",
    async (code) => {
      const { thread, told, close } = closingThread();
      let wasStopped = false;
      const { ending, lines } = await handled(thread, async ({ thread: place, signal }) => {
        close(code);
        await expect(place.post({ kind: "progress", text: "Looking" })).rejects.toMatchObject({ code });
        wasStopped = signal.aborted;
        throw signal.reason;
      });
      expect(await ending).toMatchObject({ state: "failed", code });
      expect(wasStopped).toBe(true);
      expect(told).toHaveLength(1);
      expect(lines).toEqual([]);
    },
  );

  it("is closed when the answer comes ends too", async () => {
    const { thread, close } = closingThread();
    const { ending } = await handled(thread, async ({ thread: place }) => {
      close("thread-gone");
      await place.post({ kind: "summary", text: "the summary" });
    });
    expect(await ending).toMatchObject({ state: "failed", code: "thread-gone" });
  });

  it("never takes the word of its failure ends with it, and with a line in the log", async () => {
    const { thread, close } = closingThread();
    const { ending, lines } = await handled(thread, async () => {
      close("permission-missing");
      throw new CuepointError("not-a-video");
    });
    expect(await ending).toMatchObject({ state: "failed", code: "not-a-video" });
    expect(lines).toContainEqual(
      expect.objectContaining({ unsaid: "not-a-video", code: "permission-missing" }),
    );
  });

  it("cannot be reached now is taken up again, to say it then", async () => {
    const { thread, close } = closingThread();
    const { ending } = await handled(thread, async () => {
      close("platform-unreachable");
      throw new CuepointError("not-a-video");
    });
    await expect(ending).rejects.toMatchObject({ code: "platform-unreachable" });
  });
});
