import { describe, expect, it } from "vitest";
import { CuepointError } from "../../../src/errors.ts";
import { JobStop } from "../../../src/jobs/queue/queue.ts";
import { sampleError } from "../../error-samples.ts";
import { createFakeThread } from "../../fakes/thread.ts";
import { preparedHandler, TENANT } from "../prepared-handler.ts";

const failing = (error: Error) => async () => {
  throw error;
};
const network = Object.assign(new Error("reset"), { code: "ECONNRESET" });

describe("a job", () => {
  it("shows its progress in one message, with a button to stop it, that ends with the job", async () => {
    const { handle, posts, told, shown } = await preparedHandler({
      async run({ thread, report }) {
        report({ step: "scan" });
        // What the thread takes at once is shown before anything else is said.
        await thread.post({ kind: "notice", text: "Halfway." });
        report({ step: "ask", fraction: 0.5 });
        await thread.post({ kind: "summary", text: "the summary" });
      },
    });
    const recorded: unknown[] = [];
    expect(await handle({}, { report: (progress) => recorded.push(progress) })).toEqual({ state: "done" });
    expect(recorded).toEqual([{ step: "scan" }, { step: "ask", fraction: 0.5 }]);
    expect(posts()).toEqual([
      ["progress", "Starting"],
      ["notice", "Halfway."],
      ["summary", "the summary"],
    ]);
    const edits = told.filter(({ edits }) => edits !== null).map(({ message }) => message.text);
    expect(edits).toEqual(["Looking through the video", "Asking the model what happens: 50%"]);
    const [stop] = told[0]?.message.actions ?? [];
    expect(stop).toMatchObject({ id: "stop", value: expect.stringMatching(/^[0-9a-z]{8}$/) });
    // Somebody who wants to name the job can read its name while it runs.
    const lines = told
      .filter(({ message }) => message.kind === "progress")
      .map(({ message }) => message.footer);
    expect(lines).toEqual(Array(3).fill([`Job ${stop?.value}`]));
    // Nothing about the work stands above its result.
    expect(shown()).toMatchObject([{ kind: "notice" }, { kind: "summary" }]);
  });

  it("answers without showing progress that the thread has not taken yet, and says parts without waiting for it", async () => {
    const thread = createFakeThread(60_000);
    const { handle } = await preparedHandler({
      thread,
      async run({ thread: place, report }) {
        report({ step: "scan" });
        report({ step: "parts" });
        await place.post({ kind: "part", part: "1", text: "the first part" });
        await place.post({ kind: "summary", text: "the summary" });
      },
    });
    expect(await handle()).toEqual({ state: "done" });
    const texts = thread.told.map(({ message }) => message.text);
    expect(texts.toSorted()).toEqual([
      "Looking through the video",
      "Starting",
      "the first part",
      "the summary",
    ]);
    expect(texts.at(-1)).toBe("the summary");
  });

  it("says nothing twice when it is run again after it had answered", async () => {
    const { handle, posts } = await preparedHandler();
    await handle();
    expect(await handle({ attempts: 2, crashes: 1 })).toEqual({ state: "done" });
    expect(posts().filter(([kind]) => kind === "summary")).toHaveLength(1);
  });

  it("tells under a summary how long it took since it was asked for", async () => {
    const { handle, pass, last } = await preparedHandler();
    pass(80_000);
    await handle();
    expect(last()?.footer).toEqual(["Done in 1 minute 20 seconds."]);
  });

  it.each([
    ["a network fault", new CuepointError("unexpected", {}, network)],
    ["a server's fault", new CuepointError("unexpected", {}, Object.assign(new Error(), { status: 503 }))],
    ["a model that is away", new CuepointError("model-unreachable")],
    ["a store that is away", new CuepointError("store-unavailable")],
  ])("is tried again after %s, with growing pauses, three times in all", async (_, error) => {
    const { handle, shown } = await preparedHandler({ run: failing(error) });
    const delays: number[] = [];
    for (const failures of [0, 1]) {
      const ending = await handle({ failures });
      if (ending.state !== "again") return expect.unreachable();
      delays.push(ending.delayMs);
      expect(ending.changes).toMatchObject({ failures: failures + 1 });
    }
    expect(delays).toEqual([2_000, 4_000]);
    expect(shown()).toMatchObject([{ kind: "progress", text: expect.stringContaining("Trying again") }]);
    expect(await handle({ failures: 2 })).toMatchObject({ state: "failed" });
    expect(shown()).toMatchObject([{ kind: "error" }]);
  });

  it.each(["unexpected", "model-refused", "link-unreachable", "page-live", "attachment-forbidden"] as const)(
    "fails at once on %s, with a sentence and a button to try again",
    async (code) => {
      const { handle, shown } = await preparedHandler({ run: failing(sampleError(code)) });
      expect(await handle()).toMatchObject({ state: "failed", code });
      expect(shown()).toMatchObject([{ kind: "error", code, actions: [{ id: "retry" }] }]);
    },
  );

  it.each(["not-a-video", "too-long", "file-too-large", "page-blocked", "attachment-gone", "usage"] as const)(
    "fails at once on %s, with no button, since another try would end the same way",
    async (code) => {
      const { handle, shown } = await preparedHandler({ run: failing(sampleError(code)) });
      expect(await handle()).toMatchObject({ state: "failed", code });
      expect(shown()).toMatchObject([{ kind: "error", code }]);
      expect(shown()[0]).not.toHaveProperty("actions");
    },
  );

  it("says that it was stopped, in its progress message alone", async () => {
    const { handle, stop, posts, last } = await preparedHandler({
      run: async () => {
        stop("cancelled");
        throw new CuepointError("cancelled");
      },
    });
    expect(await handle()).toEqual({ state: "cancelled" });
    expect(posts()).toEqual([["progress", "Starting"]]);
    expect(last()?.text).toBe("Stopped.");
  });

  it("goes back without a word when the process shuts down, and says so when it is taken up again", async () => {
    const { handle, stop, told, last } = await preparedHandler({
      run: async () => {
        stop("shutdown");
        throw new CuepointError("cancelled");
      },
    });
    expect(await handle()).toEqual({ state: "again", delayMs: 0 });
    expect(told).toHaveLength(1);
    await handle({ attempts: 2 });
    expect(last()?.text).toBe("Starting again after an interruption");
  });

  it("says nothing more once another process has it", async () => {
    const { handle, told } = await preparedHandler();
    const assertMine = async () => {
      throw new JobStop("lost");
    };
    await expect(handle({}, { assertMine })).rejects.toMatchObject({ reason: "lost" });
    expect(told).toEqual([]);
  });

  it("apologizes once for a video that kept killing a worker it had alone, and refuses its content for a day", async () => {
    const { handle, posts, quarantine, pass } = await preparedHandler();
    expect(await handle({ crashes: 5, deathsInARow: 3, content: "abc" })).toMatchObject({
      state: "failed",
      code: "video-crashed",
    });
    expect(posts()).toMatchObject([["error", expect.stringContaining("Sorry")]]);
    await expect(quarantine.assertNone(TENANT, "abc")).rejects.toMatchObject({
      code: "video-crashed",
      details: { hours: 24 },
    });
    await quarantine.assertNone("slack:other", "abc");
    pass(24 * 3_600_000);
    await quarantine.assertNone(TENANT, "abc");
  });

  it("waits for room on the disk, and gives up after ten minutes with a sentence", async () => {
    const { handle, pass, last } = await preparedHandler({ hasRoom: false });
    const first = await handle();
    expect(first).toMatchObject({ state: "again", delayMs: 30_000, changes: { waitingSince: 1_000_000 } });
    expect(last()?.text).toBe("Waiting for disk space");
    pass(10 * 60_000);
    expect(await handle({ waitingSince: 1_000_000 })).toMatchObject({ state: "failed", code: "no-room" });
  });

  it("is charged for its minutes of video, and not where it came to nothing by our fault", async () => {
    let fails = true;
    const { handle, store } = await preparedHandler({
      videoMinutes: 3,
      async run({ thread, job }) {
        // The first video of a try alone is charged.
        for (const seconds of [120, 60]) await job?.chargeVideo(seconds);
        if (fails) throw new CuepointError("video-failed");
        await thread.post({ kind: "summary", text: "x" });
      },
    });
    await handle();
    expect(await store.usage.today(TENANT)).toEqual({ videoMinutes: 0 });
    fails = false;
    await handle({ id: "other000" });
    expect(await store.usage.today(TENANT)).toEqual({ videoMinutes: 2 });
    // One minute is left.
    expect(await handle({ id: "third000" })).toMatchObject({ state: "failed", code: "limit-video-minutes" });
    expect(await store.usage.today(TENANT)).toEqual({ videoMinutes: 2 });
  });
});
