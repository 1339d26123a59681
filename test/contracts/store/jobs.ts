import { describe, expect, it } from "vitest";
import { jobOf, threadOf } from "../../store/samples.ts";
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
      expect(await jobs.delete("slack:T1", "old")).toBe(true);
      expect(await ids({ states: ["running"] })).toEqual([]);
    });

    it("are listed in any number", async () => {
      await using subject = openStore(place());
      const ids = Array.from({ length: 600 }, (_, i) => `j${i}`);
      await Promise.all(ids.map((id, createdAt) => subject.store.jobs.add(jobOf(id, { createdAt }))));
      expect((await subject.store.jobs.list()).map(({ id }) => id)).toEqual(ids);
    });
  });
}
