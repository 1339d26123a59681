import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tenantOf } from "../../../src/chat/thread-id.ts";
import { contextOf, jobOf, linked, SHA, threadOf, voteOf } from "../../store/samples.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { openStore, type StorePlace } from "./subject.ts";

export function describeForgetting(place: () => StorePlace): void {
  const scratch = temporaryFolder();
  describe("forgetting a thread", () => {
    it("spares what another thread of the tenant holds, and takes it with the last one", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      const [one, two] = [threadOf("T1", "one"), threadOf("T1", "two")];
      const contextKey = await store.contexts.put(contextOf());
      for (const thread of [one, two]) await store.threads.open(thread, { ...linked, contextKey });
      const path = join(scratch, randomUUID());
      writeFileSync(path, "video");
      await store.originals.put("slack:T1", SHA, path);
      expect(await store.forgetThread(one)).toEqual({
        wasKnown: true,
        contexts: 0,
        originals: 0,
        isShared: true,
      });
      expect(await store.threads.get(one)).toBeUndefined();
      expect(await store.contexts.get("slack:T1", contextKey)).toBeDefined();
      expect(await store.originals.get("slack:T1", SHA)).toBeDefined();
      expect(await store.forgetThread(two)).toEqual({
        wasKnown: true,
        contexts: 1,
        originals: 1,
        isShared: false,
      });
      expect(await place().raw.keys()).toEqual([]);
      expect(await store.forgetThread(two)).toEqual({
        wasKnown: false,
        contexts: 0,
        originals: 0,
        isShared: false,
      });
    });

    it("takes its verdicts and finished jobs, and leaves other tenants and running jobs alone", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      const [mine, theirs] = [threadOf("T1"), threadOf("T2")];
      for (const thread of [mine, theirs]) {
        const tenant = tenantOf(thread);
        const contextKey = await store.contexts.put(contextOf({ tenant }));
        await store.threads.open(thread, { ...linked, contextKey });
        await store.feedback.put("U1", voteOf(thread));
        await store.jobs.add(jobOf("done", { thread, state: "done" }));
        await store.jobs.add(jobOf("running", { thread, state: "running" }));
        await store.outbox.addPosted(tenant, "done", "summary", "m1");
      }
      await store.forgetThread(mine);
      expect((await store.jobs.list()).map(({ id, event }) => [id, event.thread]).toSorted()).toEqual([
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
    await using subject = openStore(place());
    const { store } = subject;
    for (const tenant of ["T1", "T2"]) {
      const contextKey = await store.contexts.put(contextOf({ tenant: `slack:${tenant}` }));
      await store.threads.open(threadOf(tenant), { ...linked, contextKey });
      await store.usage.add(`slack:${tenant}`, { minutes: 1 });
    }
    const before = await place().raw.keys();
    await store.purgeTenant("slack:T1");
    expect(await place().raw.keys()).toHaveLength(before.length / 2);
    expect(await store.threads.get(threadOf("T1"))).toBeUndefined();
    expect(await store.usage.today("slack:T1")).toEqual({});
    const contextKey = (await store.threads.get(threadOf("T2")))?.contextKey ?? "";
    expect((await store.contexts.get("slack:T2", contextKey))?.opening?.frames).toHaveLength(4);
  });
}
