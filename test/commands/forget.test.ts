import { expect, it } from "vitest";
import { createForget } from "../../commands/forget.ts";
import { CuepointError } from "../../src/errors.ts";
import { createFakeThread } from "../fakes/thread.ts";
import { asked } from "../jobs/events.ts";
import { linked } from "../store/samples.ts";
import { temporaryStore } from "../support/temporary-store.ts";
import { contextOf } from "./context.ts";

it("forget works where a full disk keeps the word to the job from being written", async () => {
  const store = await temporaryStore();
  const event = { ...asked({ id: "a" }), command: "forget" };
  await store.threads.open(event.thread, linked);
  const stopped: string[] = [];
  const forget = createForget({
    store,
    // Room for a write comes with what is deleted.
    async stopWork(thread) {
      if (await store.threads.get(thread)) throw new CuepointError("no-space");
      stopped.push(thread);
    },
  });
  const thread = createFakeThread();
  await forget.run(contextOf(event, thread));
  expect(await store.threads.get(event.thread)).toBeUndefined();
  expect(stopped).toEqual([event.thread]);
  expect(thread.shown()).toMatchObject([{ kind: "notice", text: expect.stringMatching(/deleted|forgot/i) }]);
});
