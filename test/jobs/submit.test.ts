import { describe, expect, it } from "vitest";
import { jobIdOf, workOf } from "../../src/jobs/queue/job-id.ts";
import { eventually } from "../support/eventually.ts";
import { later, prepared, TENANT } from "./chat.ts";
import { asked } from "./events.ts";

describe("asking for slow work", () => {
  it("gives the job's id and its place in the queue, with a button to stop it", async () => {
    const { ask, messages } = await prepared();
    const [first, second] = [asked({ id: "1" }), asked({ id: "2" })];
    await ask(first);
    await ask(second);
    expect(messages(second)).toMatchObject([
      {
        kind: "progress",
        text: `Job ${jobIdOf(second)} starts next.`,
        actions: [{ id: "stop", value: jobIdOf(second) }],
      },
    ]);
  });

  it("answers a message that is delivered twice once", async () => {
    const { ask, start, messages, ends } = await prepared();
    const event = asked({ id: "1" });
    await start();
    await Promise.all([ask(event), ask(event)]);
    await eventually(() => expect(ends.has("1")).toBe(true));
    ends.get("1")?.();
    await ask(event);
    await eventually(() => expect(messages(event).at(-1)?.kind).toBe("summary"));
    expect(messages(event).filter(({ kind }) => kind === "summary")).toHaveLength(1);
  });

  it("names the limit that it refuses by", async () => {
    const { ask, last, refused } = await prepared({ queuedPerPerson: 1 });
    for (const id of ["1", "2"]) await ask(asked({ id }));
    const third = asked({ id: "3" });
    await ask(third);
    expect(last(third)).toMatchObject({ kind: "error", code: "limit-person" });
    expect(refused).toEqual(["limit-person"]);
  });

  it("refuses when the day's tokens are used up, in this tenant alone, until the next day", async () => {
    const { ask, last, quota } = await prepared();
    await quota.addTokens(TENANT, 10);
    const [here, elsewhere] = [asked({ id: "1" }), asked({ id: "2", tenant: "other" })];
    await ask(here);
    await ask(elsewhere);
    expect(last(here)).toMatchObject({
      code: "limit-model-tokens",
      text: expect.stringMatching(/in about .* hours?\.$/),
    });
    expect(last(elsewhere)?.kind).toBe("progress");
  });

  it("refuses a file that has killed two workers today", async () => {
    const { ask, last, quarantine } = await prepared();
    const event = asked({ id: "1" });
    await quarantine.add(TENANT, workOf(event));
    await ask(event);
    expect(last(event)).toMatchObject({ kind: "error", code: "video-crashed" });
  });
});

describe("status", () => {
  it("lists what the person waits for in this place, and nobody else's", async () => {
    const { ask, say, last } = await prepared();
    const mine = [asked({ id: "1" }), asked({ id: "2" })];
    for (const event of [...mine, asked({ id: "3", person: "bob" })]) await ask(event);
    const question = later(asked({ id: "1" }));
    await say("status", question);
    expect(last(question)?.text).toBe(
      `${jobIdOf(asked({ id: "1" }))} (summarize): Starting\nJob ${jobIdOf(asked({ id: "2" }))} is number 2 in the queue.`,
    );
  });

  it.each([
    ["no-room", "Waiting for disk space"],
    ["model-unreachable", "That didn’t work. Trying again shortly."],
  ] as const)("says of a job that is held up by %s what it waits for", async (code, text) => {
    const { ask, say, last, store } = await prepared();
    const event = asked({ id: "1" });
    const waiting = asked({ id: "2" });
    for (const one of [event, waiting]) await ask(one);
    await store.jobs.move({ tenant: TENANT, id: jobIdOf(waiting) }, ["queued"], { progress: { code } });
    const question = later(waiting, { options: { job: jobIdOf(waiting) } });
    await say("status", question);
    expect(last(question)?.text).toBe(`${jobIdOf(waiting)} (summarize): ${text}`);
  });

  it("says how a job ended that is asked for by its id", async () => {
    const { ask, say, last, jobControl } = await prepared();
    const event = asked({ id: "1" });
    await ask(event);
    await jobControl.onDeleted({ type: "deleted", thread: event.thread, message: "1" });
    const question = later(event, { options: { job: jobIdOf(event) } });
    await say("status", question);
    expect(last(question)?.text).toBe(`${jobIdOf(event)} (summarize): Stopped.`);
  });

  it("tells nobody of another person's job", async () => {
    const { ask, say, last } = await prepared();
    const event = asked({ id: "1" });
    await ask(event);
    const id = jobIdOf(event);
    const question = later(event, { author: "bob", options: { job: id } });
    await say("status", question);
    expect(last(question)?.text).toBe(`There is no job ${id} here.`);
  });
});

describe("cancel", () => {
  it("stops a running job, whose progress message says so", async () => {
    const { ask, say, start, ends, messages } = await prepared();
    const event = asked({ id: "1" });
    await start();
    await ask(event);
    await eventually(() => expect(ends.has("1")).toBe(true));
    await say("cancel", later(event));
    await eventually(() => expect(messages(event).at(-1)?.text).toBe("Stopped."));
    expect(messages(event).map(({ text }) => text)).toContain(`Stopping job ${jobIdOf(event)}.`);
  });

  it.each([
    ["somebody else", { author: "bob" }, "Only the person who started this or an admin can do that."],
    ["an administrator", { author: "bob", isAdmin: true }, `Stopping job ${jobIdOf(asked({ id: "1" }))}.`],
  ])("is answered to %s", async (_, who, text) => {
    const { ask, say, last } = await prepared();
    const event = asked({ id: "1" });
    await ask(event);
    const wish = later(event, { ...who, options: { job: jobIdOf(event) } });
    await say("cancel", wish);
    expect(last(wish)?.text).toBe(text);
  });

  it("stops the job of the thread where it is said, whatever came later elsewhere", async () => {
    const { ask, say, last, queue } = await prepared();
    const [here, elsewhere] = [asked({ id: "1" }), asked({ id: "2" })];
    for (const event of [here, elsewhere]) await ask(event);
    await say("cancel", later(here));
    expect(last(here)?.text).toBe(`Stopping job ${jobIdOf(here)}.`);
    const states = (await queue.list(TENANT)).map(({ job }) => job.state);
    expect(states).toEqual(["cancelled", "queued"]);
    // Once there is nothing left to stop in its own thread, it does not look elsewhere.
    await say("cancel", { ...later(here), id: "again" });
    expect(last(here)?.text).toBe("You have nothing running here.");
  });

  it("stops the person's latest job of the channel where its thread has none", async () => {
    const { ask, say, last } = await prepared();
    const events = [asked({ id: "1" }), asked({ id: "2" }), asked({ id: "3", person: "bob" })];
    for (const event of events) await ask(event);
    const wish = later(asked({ id: "elsewhere" }));
    await say("cancel", wish);
    expect(last(wish)?.text).toBe(`Stopping job ${jobIdOf(asked({ id: "2" }))}.`);
  });

  it("is for an administrator in a thread about the thread's job, whoever asked for it", async () => {
    const { ask, say, last, queue } = await prepared();
    const event = asked({ id: "1" });
    await ask(event);
    // Nor is it taken for the one that the person has elsewhere in the channel.
    const elsewhere = asked({ id: "2", person: "bob" });
    await ask(elsewhere);
    await say("cancel", later(event, { author: elsewhere.author }));
    expect(last(event)?.text).toBe("Only the person who started this or an admin can do that.");
    expect((await queue.list(TENANT)).map(({ job }) => job.state)).toEqual(["queued", "queued"]);
    await say("cancel", later(event, { id: "x", author: "bob", isAdmin: true }));
    expect(last(event)?.text).toBe(`Stopping job ${jobIdOf(event)}.`);
  });

  it("comes by itself when the asking message is deleted", async () => {
    const { ask, jobControl, queue, last } = await prepared();
    const event = asked({ id: "1" });
    await ask(event);
    await jobControl.onDeleted({ type: "deleted", thread: event.thread, message: "1" });
    expect(last(event)?.text).toBe("Stopped.");
    expect((await queue.status({ tenant: TENANT, id: jobIdOf(event) }))?.job.state).toBe("cancelled");
  });

  it("says that a job has ended where its button still stands", async () => {
    const { ask, say, last } = await prepared();
    const event = asked({ id: "1" });
    await ask(event);
    const press = later(event, { options: { job: jobIdOf(event) } });
    await say("cancel", press);
    await say("cancel", { ...press, id: "again" });
    expect(last(event)?.text).toBe("This one has already ended.");
  });

  it("says when there is nothing to stop", async () => {
    const { say, last } = await prepared();
    const wish = later(asked({ id: "1" }));
    await say("cancel", wish);
    expect(last(wish)?.text).toBe("You have nothing running here.");
  });
});

describe("retry", () => {
  it("does an ended job again in the same thread", async () => {
    const { ask, say, start, jobControl, ends, messages } = await prepared();
    const event = asked({ id: "1" });
    await ask(event);
    await jobControl.onDeleted({ type: "deleted", thread: event.thread, message: "1" });
    await start();
    await say("retry", later(event));
    await eventually(() => expect(ends.has("later-1")).toBe(true));
    ends.get("later-1")?.();
    await eventually(() => expect(messages(event).at(-1)?.kind).toBe("summary"));
    expect(messages(event).filter(({ kind }) => kind === "summary")).toHaveLength(1);
  });

  it("waits for a job that is just being stopped", async () => {
    const { ask, say, start, jobControl, ends } = await prepared();
    const event = asked({ id: "1" });
    await ask(event);
    const retrying = say("retry", later(event));
    await jobControl.onDeleted({ type: "deleted", thread: event.thread, message: "1" });
    await retrying;
    await start();
    await eventually(() => expect(ends.has("later-1")).toBe(true));
    ends.get("later-1")?.();
  });

  it("does nothing to a job that is still in work", async () => {
    const { ask, say, last } = await prepared();
    const event = asked({ id: "1" });
    await ask(event);
    await say("retry", later(event, { options: { job: jobIdOf(event) } }));
    expect(last(event)?.text).toBe("This one is still running. Wait for it to finish, or stop it first.");
  });
});
