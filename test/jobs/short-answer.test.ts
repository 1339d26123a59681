import { describe, expect, it } from "vitest";
import type { CommandDefinition } from "../../src/chat/command.ts";
import { jobIdOf } from "../../src/jobs/queue/job-id.ts";
import { asked } from "./events.ts";
import { preparedHandler, TENANT } from "./prepared-handler.ts";

const answering: CommandDefinition["run"] = async ({ thread: place }) =>
  void (await place.post({ kind: "answer", text: "two rabbits" }));

describe("a job with a short answer", () => {
  it("puts a short answer in the place of its progress message", async () => {
    const { handle, pass, shown } = await preparedHandler({ run: answering });
    pass(9_000);
    expect(await handle()).toEqual({ state: "done" });
    expect(shown()).toMatchObject([{ kind: "answer", text: "two rabbits" }]);
  });

  it("shows what is looked at in one message, whose place the answer then takes", async () => {
    const run: CommandDefinition["run"] = async ({ thread: place, report }) => {
      report({ step: "answer", range: "1:20 – 2:05" });
      await place.post({ kind: "answer", text: "two rabbits" });
    };
    const { handle, told, shown } = await preparedHandler({ run });
    await handle();
    expect(told.map(({ message }) => message.text)).toEqual([
      ...["Starting", "Looking at 1:20 – 2:05 again", "two rabbits"],
    ]);
    expect(new Set(told.slice(1).map(({ edits }) => edits)).size).toBe(1);
    expect(shown()).toMatchObject([{ kind: "answer", text: "two rabbits" }]);
  });

  it("posts a short answer anew once nobody looks any more, and takes its progress message back", async () => {
    const { handle, pass, shown, posts } = await preparedHandler({ run: answering });
    pass(10_000);
    await handle();
    expect(shown()).toMatchObject([{ kind: "answer", text: "two rabbits" }]);
    expect(posts().map(([kind]) => kind)).toEqual(["progress", "answer"]);
  });

  it("changes an answer into no progress message, whatever happens to the process", async () => {
    const { handle, store, shown } = await preparedHandler({ run: answering });
    const { outbox } = store;
    const id = jobIdOf(asked({ id: "1" }));
    await handle();
    // As if the process had died before it could say that all of it had been posted.
    const [ref = ""] = (await outbox.get(TENANT, id, "final"))?.posted ?? [];
    await outbox.put(TENANT, { job: id, part: "final", posted: [ref], done: false });
    expect(await handle({ attempts: 2, crashes: 1 })).toEqual({ state: "done" });
    expect(shown()).toMatchObject([{ kind: "answer", text: "two rabbits" }]);
  });

  it("says that it was stopped also where its answer was about to take its place", async () => {
    const { handle, stop, shown, store } = await preparedHandler({ run: answering });
    const id = jobIdOf(asked({ id: "1" }));
    await store.outbox.put(TENANT, { job: id, part: "progress", posted: ["1"], done: true });
    await store.outbox.put(TENANT, { job: id, part: "place", posted: ["1"], done: false });
    stop("cancelled");
    expect(await handle()).toEqual({ state: "cancelled" });
    expect(shown()).toMatchObject([{ kind: "progress", text: "Stopped." }]);
  });
});
