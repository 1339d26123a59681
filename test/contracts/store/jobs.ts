import { describe, expect, it } from "vitest";
import { jobKey, jobOf, threadOf } from "../../store/samples.ts";
import { openStore, type StorePlace } from "./subject.ts";

export function describeJobs(place: () => StorePlace): void {
  describe("jobs", () => {
    it("are added once, however often their message comes", async () => {
      await using subject = openStore(place());
      const added = await Promise.all([1, 2, 3].map(() => subject.store.jobs.add(jobOf("j1"))));
      expect(added.toSorted()).toEqual([false, false, true]);
    });

    it("move for one of many who want them", async () => {
      await using subject = openStore(place());
      const { jobs } = subject.store;
      await jobs.add(jobOf("j1"));
      const takes = Array.from({ length: 8 }, (_, worker) =>
        jobs.move(jobKey("j1"), ["queued"], { state: "running", attempts: 1, content: `${worker}` }),
      );
      const taken = (await Promise.all(takes)).filter((job) => job !== undefined);
      expect(taken).toHaveLength(1);
      expect(await jobs.get(jobKey("j1"))).toEqual(taken[0]);
      expect(taken[0]).toMatchObject({ state: "running", attempts: 1, updatedAt: Date.UTC(2026, 0, 1) });
      expect(await jobs.move(jobKey("none"), ["queued"], { state: "running" })).toBeUndefined();
      expect(await jobs.move(jobKey("j1", "slack:T2"), ["running"], { state: "done" })).toBeUndefined();
    });

    it("are listed oldest first, by tenant, thread and state", async () => {
      await using subject = openStore(place());
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
      expect(await jobs.delete(jobKey("old"))).toBe(true);
      expect(await ids({ states: ["running"] })).toEqual([]);
    });

    it("are read whole where an earlier version kept half of them in a part of its own", async () => {
      await using subject = openStore(place());
      const { jobs } = subject.store;
      const event = { ...jobOf("j1").event, spoilers: ["https://v.example/a"] };
      await jobs.add(jobOf("j1"));
      const [key = ""] = await place().raw.keys();
      const stored = JSON.parse(await place().raw.read(key));
      const value = {
        ...{ id: "j1", thread: event.thread, requester: "U1", state: "running" },
        ...{ createdAt: 1_000, updatedAt: 2_000, attempts: 2 },
        payload: { event, crashes: 1, failures: 1, waitingSince: 1_500, content: "sum" },
        progress: null,
      };
      await place().raw.write(key, JSON.stringify({ ...stored, value }));
      const job = jobOf("j1", { state: "running", updatedAt: 2_000, attempts: 2 });
      const rest = { event, crashes: 1, failures: 1, waitingSince: 1_500, content: "sum" };
      expect(await jobs.get(jobKey("j1"))).toEqual({ ...job, ...rest });
      const done = { ...job, ...rest, state: "done", updatedAt: Date.UTC(2026, 0, 1) };
      expect(await jobs.move(jobKey("j1"), ["running"], { state: "done" })).toEqual(done);
      expect(await jobs.list({ thread: event.thread })).toEqual([done]);
      expect(subject.lines).toEqual([]);
    });

    it("are listed in any number", async () => {
      await using subject = openStore(place());
      const ids = Array.from({ length: 600 }, (_, i) => `j${i}`);
      await Promise.all(ids.map((id, createdAt) => subject.store.jobs.add(jobOf(id, { createdAt }))));
      expect((await subject.store.jobs.list()).map(({ id }) => id)).toEqual(ids);
    });
  });
}
