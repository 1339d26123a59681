import { describe, expect, it } from "vitest";
import type { CommandDefinition } from "../../src/chat/command.ts";
import type { OutgoingMessage } from "../../src/chat/message.ts";
import type { Delivery, Thread } from "../../src/chat/thread.ts";
import type { ErrorCode } from "../../src/errors.ts";
import { sampleError } from "../error-samples.ts";
import { createFakeThread } from "../fakes/thread.ts";
import { preparedHandler } from "./prepared-handler.ts";

/** A thread of a platform that can be away, and that can refuse what comes after a message's first part. */
function failingThread() {
  const thread = createFakeThread();
  const trouble: { away: ErrorCode | null; rest: ErrorCode | null } = { away: null, rest: null };
  const check = (code: ErrorCode | null) => {
    if (code) throw sampleError(code);
  };
  const failing: Thread = {
    ...thread,
    async post(message: OutgoingMessage, delivery?: Delivery) {
      check(trouble.away);
      const ref = delivery?.posted[0] ?? (await thread.post(message, delivery));
      await delivery?.onPosted(ref);
      if (message.kind === "summary") check(trouble.rest);
      return ref;
    },
    async edit(...message) {
      check(trouble.away);
      return thread.edit(...message);
    },
  };
  return { thread: failing, trouble, shown: () => thread.shown() };
}

const AWAY = ["platform-signed-out", "platform-unreachable"] as const;
const texts = (messages: readonly OutgoingMessage[]) => messages.map(({ text }) => text);

describe.each(AWAY)("a job whose platform is away (%s)", (code) => {
  it("does not begin its work, and waits longer each time", async () => {
    let runs = 0;
    const { thread, trouble, shown } = failingThread();
    const run: CommandDefinition["run"] = async ({ thread: place }) => {
      runs += 1;
      await place.post({ kind: "summary", text: "the summary" });
    };
    const { handle } = await preparedHandler({ run, thread });
    trouble.away = code;
    expect(await handle({ attempts: 1 })).toEqual({ state: "again", delayMs: 2_000 });
    expect(await handle({ attempts: 3 })).toEqual({ state: "again", delayMs: 8_000 });
    expect(await handle({ attempts: 99 })).toEqual({ state: "again", delayMs: 60_000 });
    expect(runs).toBe(0);
    trouble.away = null;
    expect(await handle({ attempts: 100 })).toEqual({ state: "done" });
    expect(texts(shown())).toContain("the summary");
  });

  it("works on where only its progress could not be told", async () => {
    const { thread, trouble, shown } = failingThread();
    const run: CommandDefinition["run"] = async ({ thread: place, signal }) => {
      trouble.away = code;
      await expect(place.post({ kind: "progress", text: "Asking the model" })).rejects.toThrow();
      expect(signal.aborted).toBe(false);
      trouble.away = null;
      await place.post({ kind: "summary", text: "the summary" });
    };
    const { handle } = await preparedHandler({ run, thread });
    expect(await handle()).toEqual({ state: "done" });
    expect(texts(shown())).toContain("the summary");
  });

  it("is taken up again where its answer could not be posted, however often that happens", async () => {
    const { thread, trouble, shown } = failingThread();
    const run: CommandDefinition["run"] = async ({ thread: place }) => {
      trouble.away = code;
      await place.post({ kind: "summary", text: "the summary" });
    };
    const { handle } = await preparedHandler({ run, thread });
    for (const attempts of [1, 2, 3, 4, 5]) {
      trouble.away = null;
      expect(await handle({ attempts })).toMatchObject({ state: "again" });
    }
    expect(texts(shown())).not.toContain("the summary");
    expect(shown().map(({ kind }) => kind)).not.toContain("error");
  });
});

describe("an answer that stands in the thread in part", () => {
  it("is continued where that may pass, and nobody hears that it had not worked", async () => {
    const { thread, trouble, shown } = failingThread();
    const { handle } = await preparedHandler({ thread });
    trouble.rest = "store-unavailable";
    expect(await handle()).toMatchObject({ state: "again", changes: { failures: 1 } });
    expect(texts(shown()).join()).not.toMatch(/did(n’t| not) work/);
    trouble.rest = null;
    expect(await handle({ attempts: 2, failures: 1 })).toEqual({ state: "done" });
    expect(texts(shown()).filter((text) => text === "the summary")).toHaveLength(1);
  });

  it("is not called failed where the rest cannot be posted: a line says what is missing", async () => {
    const { thread, trouble, shown } = failingThread();
    const { handle } = await preparedHandler({ thread });
    trouble.rest = "permission-missing";
    expect(await handle()).toEqual({ state: "done" });
    expect(shown().map(({ kind }) => kind)).toEqual(["summary", "notice"]);
    expect(shown().at(-1)).toMatchObject({ text: "The rest of this couldn’t be posted." });
    expect(shown().flatMap(({ actions = [] }) => actions)).toEqual([]);
  });
});
