import { describe, expect, it } from "vitest";
import type { OutgoingMessage } from "../../src/chat/message.ts";
import type { Thread } from "../../src/chat/thread.ts";
import { CuepointError } from "../../src/errors.ts";
import { createOutboxThread } from "../../src/jobs/run/outbox-thread.ts";
import { createFakeThread } from "../fakes/thread.ts";
import { temporaryStore } from "../support/temporary-store.ts";

const working: OutgoingMessage = { kind: "progress", text: "Asking the model" };
const done: OutgoingMessage = { kind: "progress", text: "Done." };

/** A thread that takes changes of what stands in it, and after the first message no new one. */
async function placeWithoutRights() {
  const { outbox } = await temporaryStore();
  const thread = createFakeThread();
  const forbidding: Thread = {
    ...thread,
    async post(message, delivery) {
      if (thread.told.length > 0 && delivery?.replaces === undefined) {
        throw new CuepointError("permission-missing", { permission: "Send Messages" });
      }
      return thread.post(message, delivery);
    },
  };
  const place = createOutboxThread({
    thread: forbidding,
    outbox,
    job: { tenant: "slack:acme", id: "x7k2m9qa" },
    assertMine: async () => undefined,
    hasAttention: () => false,
  });
  return { place, thread };
}

describe("where a job may write nothing new any more", () => {
  it.each(["summary", "answer", "error"] as const)("its %s takes the place of its progress", async (kind) => {
    const { place, thread } = await placeWithoutRights();
    await place.post(working);
    await place.post({ kind, text: "What happens." });
    await place.post(working);
    await place.end(done);
    expect(thread.shown()).toMatchObject([{ kind, text: "What happens." }]);
    expect(await place.isAnswered()).toBe(true);
  });

  it("a second message is refused, and the answer stays", async () => {
    const { place, thread } = await placeWithoutRights();
    await place.post(working);
    await place.post({ kind: "summary", text: "What happens." });
    const more = place.post({ kind: "notice", text: "One more word." });
    await expect(more).rejects.toMatchObject({ code: "permission-missing" });
    expect(thread.shown()).toMatchObject([{ kind: "summary" }]);
  });
});
