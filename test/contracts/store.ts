import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { tenantOf } from "../../src/store/tenant.ts";
import { contextOf, jobOf, SHA, threadOf } from "../store/samples.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { HOUR, openStore, type RawAccess } from "./store-subject.ts";

export interface StorePlace {
  readonly url: string | undefined;
  readonly folder: string;
  readonly raw: RawAccess;
}

const video = {
  contextKey: "k",
  sha256: SHA,
  requester: "U1",
  source: { kind: "link", url: "https://v.example/a" },
} as const;

/** What every store promises, whichever database it lies in. `setup` is called once, before all tests. */
export function describeStore(name: string, setup: () => Promise<StorePlace>): void {
  describe(`${name} as a store`, () => {
    const scratch = scratchFolder();
    let place: StorePlace;
    beforeAll(async () => {
      place = await setup();
    });
    beforeEach(() => place.raw.reset());
    afterAll(() => place.raw.close());

    describe("contexts", () => {
      it("come back whole, the pictures byte for byte", async () => {
        await using subject = openStore(place);
        const context = contextOf({ frames: 64 });
        const key = await subject.store.contexts.put(context);
        const found = await subject.store.contexts.get(context.tenant, key);
        expect(found).toMatchObject({
          key,
          tenant: "slack:T1",
          sha256: SHA,
          pipelineVersion: "1",
          promptVersion: "3",
          options: { language: "en", keyframes: null },
          range: { start: 0, end: 20.02 },
          createdAt: Date.UTC(2026, 0, 1),
          video: context.summary.video,
          cuts: [3.2, 11.96],
        });
        expect(found?.opening?.frames).toEqual(context.opening?.frames);
        expect(found?.opening?.frames.every(({ jpeg }) => Buffer.isBuffer(jpeg))).toBe(true);
        expect(found?.summary.segments[1]?.still).toEqual({
          timestamp: 10.04,
          width: 1920,
          height: 1080,
          name: "still-01.jpg",
        });
        const whole = await subject.store.contexts.summary(context.tenant, key);
        expect(whole).toEqual({ summary: context.summary, createdAt: Date.UTC(2026, 0, 1) });
        expect(await subject.store.contexts.still(context.tenant, key, 1)).toEqual(
          context.summary.segments[1]?.still.jpeg,
        );
        expect(await subject.store.contexts.still(context.tenant, key, 2)).toBeUndefined();
      });

      it("come back after a restart", async () => {
        const context = contextOf();
        const key = await (async () => {
          await using subject = openStore(place);
          return await subject.store.contexts.put(context);
        })();
        await using subject = openStore(place);
        expect((await subject.store.contexts.get(context.tenant, key))?.opening?.frames).toEqual(
          context.opening?.frames,
        );
      });

      it("cannot be reached with another tenant's name", async () => {
        await using subject = openStore(place);
        const key = await subject.store.contexts.put(contextOf({ tenant: "slack:T1" }));
        expect(await subject.store.contexts.get("slack:T2", key)).toBeUndefined();
        expect(await subject.store.contexts.summary("slack:T2", key)).toBeUndefined();
        expect(await subject.store.contexts.still("slack:T2", key, 0)).toBeUndefined();
        expect(await subject.store.contexts.touch("slack:T2", key)).toBe(false);
        expect(await subject.store.contexts.delete("slack:T2", key)).toBe(false);
        expect(await subject.store.contexts.get("slack:T1", key)).toBeDefined();
      });

      it("leave no picture behind when they are written again or deleted", async () => {
        await using subject = openStore(place);
        const key = await subject.store.contexts.put(contextOf({ frames: 9 }));
        const again = contextOf({ frames: 3 });
        expect(await subject.store.contexts.put(again)).toBe(key);
        expect((await subject.store.contexts.get(again.tenant, key))?.opening?.frames).toEqual(
          again.opening?.frames,
        );
        expect(await place.raw.keys()).toHaveLength(1 + 3 + 2);
        expect(await subject.store.contexts.delete(again.tenant, key)).toBe(true);
        expect(await place.raw.keys()).toEqual([]);
        expect(await subject.store.contexts.delete(again.tenant, key)).toBe(false);
      });

      it("are whole when two write the same one at once", async () => {
        await using subject = openStore(place);
        const [one, two] = [contextOf({ frames: 5 }), contextOf({ frames: 7 })];
        const [key = ""] = await Promise.all([one, two].map((each) => subject.store.contexts.put(each)));
        const found = await subject.store.contexts.get(one.tenant, key);
        expect([one.opening?.frames, two.opening?.frames]).toContainEqual(found?.opening?.frames);
        await subject.store.sweep();
        expect(await place.raw.keys()).toHaveLength(1 + 2 + (found?.opening?.frames.length ?? 0));
      });

      it.each(["missing", "altered"])("with one %s picture read as absent", async (fault) => {
        await using subject = openStore(place);
        const key = await subject.store.contexts.put(contextOf());
        const blob = (await place.raw.keys()).find((each) => each.endsWith(":2")) ?? "";
        if (fault === "missing") await place.raw.delete(blob);
        else await place.raw.write(blob, Buffer.from("another picture").toString("base64"));
        expect(await subject.store.contexts.get("slack:T1", key)).toBeUndefined();
        expect(await subject.store.contexts.summary("slack:T1", key)).toBeDefined();
      });

      it("end a day after their last touch, pictures and all", async () => {
        await using subject = openStore(place);
        const { contexts } = subject.store;
        const key = await contexts.put(contextOf());
        for (const _ of [1, 2, 3]) {
          subject.pass(23 * HOUR);
          expect(await contexts.touch("slack:T1", key)).toBe(true);
        }
        subject.pass(24 * HOUR - 1);
        expect((await contexts.get("slack:T1", key))?.opening?.frames).toHaveLength(4);
        subject.pass(1);
        expect(await contexts.get("slack:T1", key)).toBeUndefined();
        expect(await contexts.touch("slack:T1", key)).toBe(false);
      });
    });

    describe("records", () => {
      it("of another version read as absent and can be written anew", async () => {
        await using subject = openStore(place);
        const key = await subject.store.contexts.put(contextOf());
        const [record = ""] = (await place.raw.keys()).filter((each) => each.includes(":contexts:"));
        const text = await place.raw.read(record);
        await place.raw.write(record, text.replace('"version":1', '"version":2'));
        expect(await place.raw.read(record)).not.toBe(text);
        expect(await subject.store.contexts.get("slack:T1", key)).toBeUndefined();
        expect(subject.lines).toEqual([]);
        await subject.store.contexts.put(contextOf());
        expect(await subject.store.contexts.get("slack:T1", key)).toBeDefined();
      });

      it.each(["", "{", "null", '{"version":1}', "\u00ff\u0001"])(
        "damaged to %j read as absent and are logged",
        async (text) => {
          await using subject = openStore(place);
          await subject.store.jobs.add(jobOf("j1"));
          const [record = ""] = await place.raw.keys();
          await place.raw.write(record, text);
          expect(await subject.store.jobs.get("slack:T1", "j1")).toBeUndefined();
          expect(await subject.store.jobs.list()).toEqual([]);
          expect(subject.lines).toContain("a stored record is damaged");
          expect(await subject.store.jobs.add(jobOf("j1"))).toBe(true);
          expect(await subject.store.jobs.get("slack:T1", "j1")).toEqual(jobOf("j1"));
        },
      );

      it("with a field of another type read as absent and are logged", async () => {
        await using subject = openStore(place);
        await subject.store.jobs.add(jobOf("j1"));
        const [record = ""] = await place.raw.keys();
        const text = await place.raw.read(record);
        await place.raw.write(record, text.replace('"state":"queued"', '"state":"asleep"'));
        expect(await subject.store.jobs.get("slack:T1", "j1")).toBeUndefined();
        expect(subject.lines).toEqual(["a stored record is damaged"]);
      });
    });

    describe("threads", () => {
      const thread = threadOf("T1");

      it("keep what was granted and said, also when it is said at once", async () => {
        await using subject = openStore(place);
        const { threads } = subject.store;
        await threads.open(thread, video);
        const turns = Array.from({ length: 20 }, (_, i) => ({
          question: `q${i}`,
          asked: "q?",
          reply: "a",
          at: i,
        }));
        await Promise.all(turns.map((turn) => threads.addTurn(thread, turn)));
        const found = await threads.get(thread);
        expect(found).toMatchObject({ ...video, createdAt: Date.UTC(2026, 0, 1), told: [] });
        expect(found?.turns.toSorted((a, b) => a.at - b.at)).toEqual(turns);
      });

      it("tell a thing once, whoever asks", async () => {
        await using subject = openStore(place);
        const { threads } = subject.store;
        await threads.open(thread, video);
        const answers = await Promise.all([1, 2, 3].map(() => threads.tellOnce(thread, "turns-dropped")));
        expect(answers.toSorted()).toEqual([false, false, true]);
        expect(await threads.tellOnce(thread, "another")).toBe(true);
      });

      it("begin anew with another video and go on with the same", async () => {
        await using subject = openStore(place);
        const { threads } = subject.store;
        await threads.open(thread, video);
        await threads.addTurn(thread, { question: "q", asked: "q?", reply: "a", at: 1 });
        await threads.open(thread, { ...video, contextKey: "k2" });
        expect(await threads.get(thread)).toMatchObject({ contextKey: "k2", turns: [{ question: "q" }] });
        await threads.open(thread, { ...video, sha256: "b".repeat(64) });
        expect((await threads.get(thread))?.turns).toEqual([]);
      });

      it("that are not known stay so", async () => {
        await using subject = openStore(place);
        const { threads } = subject.store;
        expect(await threads.get(thread)).toBeUndefined();
        expect(
          await threads.addTurn(thread, { question: "q", asked: "q?", reply: "a", at: 1 }),
        ).toBeUndefined();
        expect(await threads.tellOnce(thread, "x")).toBe(false);
        await threads.touch(thread);
        expect(await place.raw.keys()).toEqual([]);
      });

      it("keep their context alive by asking", async () => {
        await using subject = openStore(place);
        const { contexts, threads } = subject.store;
        const contextKey = await contexts.put(contextOf());
        await threads.open(thread, { ...video, contextKey });
        for (const at of [1, 2, 3]) {
          subject.pass(20 * HOUR);
          await threads.addTurn(thread, { question: "q", asked: "q?", reply: "a", at });
        }
        expect((await contexts.get("slack:T1", contextKey))?.opening?.frames).toHaveLength(4);
        expect(await threads.grants("slack:T1", contextKey)).toHaveLength(1);
        subject.pass(24 * HOUR);
        expect(await threads.get(thread)).toBeUndefined();
        expect(await threads.grants("slack:T1")).toEqual([]);
      });
    });

    describe("jobs", () => {
      it("are added once, however often their message comes", async () => {
        await using subject = openStore(place);
        const added = await Promise.all([1, 2, 3].map(() => subject.store.jobs.add(jobOf("j1"))));
        expect(added.toSorted()).toEqual([false, false, true]);
      });

      it("move for one of many who want them", async () => {
        await using subject = openStore(place);
        const { jobs } = subject.store;
        await jobs.add(jobOf("j1"));
        const takes = Array.from({ length: 8 }, (_, worker) =>
          jobs.move("slack:T1", "j1", ["queued"], { state: "running", attempts: 1, progress: { worker } }),
        );
        const taken = (await Promise.all(takes)).filter((job) => job !== undefined);
        expect(taken).toHaveLength(1);
        expect(await jobs.get("slack:T1", "j1")).toEqual(taken[0]);
        expect(taken[0]).toMatchObject({ state: "running", attempts: 1, updatedAt: Date.UTC(2026, 0, 1) });
        expect(await jobs.move("slack:T1", "none", ["queued"], { state: "running" })).toBeUndefined();
        expect(await jobs.move("slack:T2", "j1", ["running"], { state: "done" })).toBeUndefined();
      });

      it("are listed oldest first, by tenant, thread and state", async () => {
        await using subject = openStore(place);
        const { jobs } = subject.store;
        await jobs.add(jobOf("new", { createdAt: 3 }));
        await jobs.add(jobOf("old", { createdAt: 1, state: "running" }));
        await jobs.add(jobOf("over", { createdAt: 2, state: "done", thread: threadOf("T1", "t2") }));
        await jobs.add(jobOf("other", { createdAt: 0, thread: threadOf("T2") }));
        const ids = async (...filter: Parameters<typeof jobs.list>) =>
          (await jobs.list(...filter)).map(({ id }) => id);
        expect(await ids()).toEqual(["other", "old", "over", "new"]);
        expect(await ids({ tenant: "slack:T1" })).toEqual(["old", "over", "new"]);
        expect(await ids({ thread: threadOf("T1", "t2") })).toEqual(["over"]);
        expect(await ids({ tenant: "slack:T1", states: ["queued", "running"] })).toEqual(["old", "new"]);
        expect(await jobs.delete("slack:T1", "old")).toBe(true);
        expect(await ids({ states: ["running"] })).toEqual([]);
      });

      it("are listed in any number", async () => {
        await using subject = openStore(place);
        const ids = Array.from({ length: 600 }, (_, i) => `j${i}`);
        await Promise.all(ids.map((id, createdAt) => subject.store.jobs.add(jobOf(id, { createdAt }))));
        expect((await subject.store.jobs.list()).map(({ id }) => id)).toEqual(ids);
      });
    });

    it("remembers in the outbox what of a reply was posted", async () => {
      await using subject = openStore(place);
      const { outbox } = subject.store;
      expect(await outbox.get("slack:T1", "j1", "summary")).toBeUndefined();
      await outbox.put("slack:T1", { job: "j1", part: "summary", posted: [], done: false });
      await outbox.addPosted("slack:T1", "j1", "summary", "m1");
      await outbox.addPosted("slack:T1", "j1", "summary", "m2");
      await outbox.addPosted("slack:T1", "j1", "progress", "m0");
      await outbox.addPosted("slack:T1", "j10", "progress", "m9");
      await outbox.finish("slack:T1", "j1", "summary");
      expect((await outbox.list("slack:T1", "j1")).toSorted((a, b) => (a.part < b.part ? -1 : 1))).toEqual([
        { job: "j1", part: "progress", posted: ["m0"], done: false },
        { job: "j1", part: "summary", posted: ["m1", "m2"], done: true },
      ]);
      await outbox.deleteOf("slack:T1", "j1");
      expect(await outbox.list("slack:T1", "j1")).toEqual([]);
      expect(await outbox.list("slack:T1", "j10")).toHaveLength(1);
    });

    it("keeps one verdict a person and thing", async () => {
      await using subject = openStore(place);
      const { feedback } = subject.store;
      const thread = threadOf("T1");
      const verdict = {
        thread,
        segment: 1,
        verdict: "wrong",
        model: "m",
        promptVersion: "3",
        at: 1,
      } as const;
      await feedback.put("U1", verdict);
      await feedback.put("U1", { ...verdict, verdict: "helpful", at: 2 });
      await feedback.put("U2", { ...verdict, at: 3 });
      await feedback.put("U1", { ...verdict, segment: null, at: 4 });
      const found = await feedback.list("slack:T1");
      expect(found.toSorted((a, b) => a.at - b.at)).toEqual([
        { ...verdict, verdict: "helpful", at: 2 },
        { ...verdict, at: 3 },
        { ...verdict, segment: null, at: 4 },
      ]);
      expect(await feedback.list("slack:T2")).toEqual([]);
    });

    it("counts what a tenant uses in a day, also when it is used at once", async () => {
      await using subject = openStore(place);
      const { usage } = subject.store;
      await Promise.all(Array.from({ length: 40 }, () => usage.add("slack:T1", { minutes: 2, tokens: 100 })));
      expect(await usage.add("slack:T1", { minutes: -1 })).toEqual({ minutes: 79, tokens: 4000 });
      expect(await usage.today("slack:T2")).toEqual({});
      subject.pass(24 * HOUR);
      expect(await usage.today("slack:T1")).toEqual({});
    });

    describe("forgetting a thread", () => {
      it("spares what another thread of the tenant holds, and takes it with the last one", async () => {
        await using subject = openStore(place);
        const { store } = subject;
        const [one, two] = [threadOf("T1", "one"), threadOf("T1", "two")];
        const contextKey = await store.contexts.put(contextOf());
        for (const thread of [one, two]) await store.threads.open(thread, { ...video, contextKey });
        const path = join(scratch, randomUUID());
        writeFileSync(path, "video");
        await store.originals.put("slack:T1", SHA, path);
        expect(await store.forgetThread(one)).toEqual({ wasKnown: true, contexts: 0, originals: 0 });
        expect(await store.threads.get(one)).toBeUndefined();
        expect(await store.contexts.get("slack:T1", contextKey)).toBeDefined();
        expect(await store.originals.get("slack:T1", SHA)).toBeDefined();
        expect(await store.forgetThread(two)).toEqual({ wasKnown: true, contexts: 1, originals: 1 });
        expect(await place.raw.keys()).toEqual([]);
        expect(await store.forgetThread(two)).toEqual({ wasKnown: false, contexts: 0, originals: 0 });
      });

      it("takes its verdicts and finished jobs, and leaves other tenants and running jobs alone", async () => {
        await using subject = openStore(place);
        const { store } = subject;
        const [mine, theirs] = [threadOf("T1"), threadOf("T2")];
        for (const thread of [mine, theirs]) {
          const tenant = tenantOf(thread);
          const contextKey = await store.contexts.put(contextOf({ tenant }));
          await store.threads.open(thread, { ...video, contextKey });
          await store.feedback.put("U1", {
            thread,
            segment: 0,
            verdict: "wrong",
            model: null,
            promptVersion: "3",
            at: 1,
          });
          await store.jobs.add(jobOf("done", { thread, state: "done" }));
          await store.jobs.add(jobOf("running", { thread, state: "running" }));
          await store.outbox.addPosted(tenant, "done", "summary", "m1");
        }
        await store.forgetThread(mine);
        expect((await store.jobs.list()).map(({ id, thread }) => [id, thread]).toSorted()).toEqual([
          ["done", theirs],
          ["running", mine],
          ["running", theirs],
        ]);
        expect(await store.feedback.list("slack:T1")).toEqual([]);
        expect(await store.outbox.list("slack:T1", "done")).toEqual([]);
        expect(await store.feedback.list("slack:T2")).toHaveLength(1);
        expect(await store.outbox.list("slack:T2", "done")).toHaveLength(1);
        const contextKey = (await store.threads.get(theirs))?.contextKey ?? "";
        expect(await store.contexts.get("slack:T2", contextKey)).toBeDefined();
      });
    });

    it("purges one tenant and no other", async () => {
      await using subject = openStore(place);
      const { store } = subject;
      for (const tenant of ["T1", "T2"]) {
        const contextKey = await store.contexts.put(contextOf({ tenant: `slack:${tenant}` }));
        await store.threads.open(threadOf(tenant), { ...video, contextKey });
        await store.usage.add(`slack:${tenant}`, { minutes: 1 });
      }
      const before = await place.raw.keys();
      await store.purgeTenant("slack:T1");
      expect(await place.raw.keys()).toHaveLength(before.length / 2);
      expect(await store.threads.get(threadOf("T1"))).toBeUndefined();
      expect(await store.usage.today("slack:T1")).toEqual({});
      const contextKey = (await store.threads.get(threadOf("T2")))?.contextKey ?? "";
      expect((await store.contexts.get("slack:T2", contextKey))?.opening?.frames).toHaveLength(4);
    });

    describe("the sweep", () => {
      it("leaves nothing of what is over", async () => {
        await using subject = openStore(place);
        const contextKey = await subject.store.contexts.put(contextOf());
        await subject.store.threads.open(threadOf("T1"), { ...video, contextKey });
        subject.pass(23 * HOUR);
        expect(await subject.store.sweep()).toMatchObject({ expired: 0, evicted: 0, strays: 0 });
        expect(await place.raw.keys()).not.toEqual([]);
        subject.pass(2 * HOUR);
        await subject.store.sweep();
        expect(await place.raw.keys()).toEqual([]);
      });

      it("takes pictures that belong to nothing, and records that nobody can read", async () => {
        await using subject = openStore(place);
        await subject.store.contexts.put(contextOf());
        await subject.store.jobs.add(jobOf("j1"));
        const keys = await place.raw.keys();
        await place.raw.delete(keys.find((key) => key.includes(":contexts:")) ?? "");
        await place.raw.write(keys.find((key) => key.includes(":jobs:")) ?? "", "{");
        expect(await subject.store.sweep()).toEqual({ expired: 1, evicted: 0, strays: 6, bytes: 0 });
        expect(await place.raw.keys()).toEqual([]);
      });

      it("lets those contexts go that were used least lately, until the rest fits", async () => {
        await using subject = openStore(place, { maxBytes: 60_000 });
        const { contexts } = subject.store;
        const keys: string[] = [];
        for (const sha256 of ["1", "2", "3"]) {
          keys.push(await contexts.put(contextOf({ sha256, frames: 10, frameBytes: 2_000 })));
          subject.pass(HOUR);
        }
        await contexts.touch("slack:T1", keys[0] ?? "");
        const swept = await subject.store.sweep();
        expect(swept).toMatchObject({ expired: 0, evicted: 1, strays: 0 });
        expect(swept.bytes).toBeGreaterThan(40_000);
        expect(swept.bytes).toBeLessThanOrEqual(60_000);
        const found = await Promise.all(keys.map((key) => contexts.get("slack:T1", key)));
        expect(found.map((context) => context?.opening?.frames.length)).toEqual([10, undefined, 10]);
        expect(await subject.store.sweep()).toMatchObject({ evicted: 0, strays: 0 });
      });
    });

    it("says that it is out of reach once it is closed", async () => {
      const subject = openStore(place);
      await subject.store.check();
      await subject.store.close();
      await expect(subject.store.check()).rejects.toMatchObject({ code: "store-unavailable" });
    });
  });
}
