import { describe, expect, it } from "vitest";
import { contextOf, jobOf, linked, threadOf } from "../../store/samples.ts";
import { HOUR, openStore, type StorePlace } from "./subject.ts";

export function describeSweep(place: () => StorePlace): void {
  describe("the sweep", () => {
    it("leaves nothing of what is over", async () => {
      await using subject = openStore(place());
      const contextKey = await subject.store.contexts.put(contextOf());
      await subject.store.threads.open(threadOf("T1"), { ...linked, contextKey });
      subject.pass(23 * HOUR);
      expect(await subject.store.sweep()).toMatchObject({ expired: 0, evicted: 0, strays: 0 });
      expect(await place().raw.keys()).not.toEqual([]);
      subject.pass(2 * HOUR);
      await subject.store.sweep();
      expect(await place().raw.keys()).toEqual([]);
    });

    it("takes pictures that belong to nothing, and records that cannot be read", async () => {
      await using subject = openStore(place());
      await subject.store.contexts.put(contextOf());
      await subject.store.jobs.add(jobOf("j1"));
      const keys = await place().raw.keys();
      await place().raw.delete(keys.find((key) => key.startsWith("cuepoint:contexts:")) ?? "");
      await place().raw.write(keys.find((key) => key.includes(":jobs:")) ?? "", "{");
      expect(await subject.store.sweep()).toEqual({ expired: 1, evicted: 0, strays: 9, bytes: 0 });
      expect(await place().raw.keys()).toEqual([]);
    });

    it("lets those contexts go that were used least lately, until the rest fits", async () => {
      await using subject = openStore(place(), { maxBytes: 60_000 });
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
}
