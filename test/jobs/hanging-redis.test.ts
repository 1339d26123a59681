import { tmpdir } from "node:os";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ChatEvent } from "../../src/chat/event.ts";
import { createRouter } from "../../src/chat/routing/router.ts";
import { createJobService } from "../../src/jobs/job-service.ts";
import { createStore } from "../../src/store/store.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { createFakeThread } from "../fakes/thread.ts";
import { eventually } from "../support/eventually.ts";
import { redisMissing, redisServer } from "../support/servers/redis-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { asked, limits, summarizeBy, unobserved } from "./events.ts";

const base = temporaryFolder();

const summarize = summarizeBy(
  async ({ thread: place }) => void (await place.post({ kind: "summary", text: "the summary" })),
);

/** A gateway that works too, over a real Redis for both its queue and its store. */
async function prepared() {
  const server = await redisServer();
  await server.start();
  onTestFinished(() => server.kill());
  const logger = createFakeLogger();
  const store = createStore({
    url: server.url,
    folder: base,
    logger,
    now: Date.now,
    maxBytes: 1e9,
    contextTtlMs: 3_600_000,
    originalTtlMs: 3_600_000,
    originalsMaxBytes: 1e9,
  });
  onTestFinished(() => store.close());
  const place = createFakeThread();
  const thread = () => place;
  const options = {
    ...{
      store,
      thread,
      logger,
      queueUrl: server.url,
      places: { folder: tmpdir(), dataFolder: tmpdir(), reserveBytes: 0 },
    },
    limits: { ...limits(), videoMinutes: 10, modelTokens: 10 },
    observer: unobserved,
  };
  const jobService = createJobService(options);
  onTestFinished(() => jobService.close(0, "shutdown"));
  await jobService.work([summarize]);
  const dispatch = createRouter({
    commands: [summarize],
    execute: jobService.execute,
    isKnown: async (event) => (await store.threads.get(event.thread)) !== undefined,
    onDeleted: jobService.onDeleted,
    onLeft: jobService.onLeft,
    thread,
    logger,
  });
  return { server, dispatch, shown: place.shown };
}

const command = asked({ id: "1" });
const { thread, author, locale } = command;
const who = { thread, author, locale, attachments: [], links: [] };
const message = { ...who, type: "message", id: "2", text: "Who is that?", isDirect: false } as const;

describe.skipIf(redisMissing)(`over Redis${redisMissing ? ` (skipped: ${redisMissing})` : ""}`, () => {
  it.each<[string, ChatEvent]>([
    ["a video", command],
    ["a question", { ...message, mentioned: true }],
  ])("%s that comes while Redis hangs is refused in words, and the next is answered", async (_, event) => {
    const { server, dispatch, shown } = await prepared();
    await server.freeze();
    await dispatch(event);
    expect(shown()).toMatchObject([{ kind: "error", code: "store-unavailable" }]);
    await server.thaw();
    await eventually(async () => {
      await dispatch(asked({ id: "later" }));
      expect(shown().some(({ kind }) => kind === "summary")).toBe(true);
    });
  });
});
