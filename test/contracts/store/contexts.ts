import { describe, expect, it } from "vitest";
import { contextOf, SHA } from "../../store/samples.ts";
import { HOUR, openStore, type StorePlace } from "./subject.ts";

/** Blobs: words, and what is shown of what is found. */
const SEARCH_TEXTS = 2;

export function describeContexts(place: () => StorePlace): void {
  describe("contexts", () => {
    it("come back whole, the pictures byte for byte", async () => {
      await using subject = openStore(place());
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
        opening: { system: "You watch." },
        cuts: [3.2, 11.96],
      });
      expect(found?.opening?.frames).toEqual(context?.opening?.frames);
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
        await using subject = openStore(place());
        return await subject.store.contexts.put(context);
      })();
      await using subject = openStore(place());
      expect((await subject.store.contexts.get(context.tenant, key))?.opening?.frames).toEqual(
        context?.opening?.frames,
      );
    });

    it("cannot be reached with another tenant's name", async () => {
      await using subject = openStore(place());
      const key = await subject.store.contexts.put(contextOf({ tenant: "slack:T1" }));
      expect(await subject.store.contexts.get("slack:T2", key)).toBeUndefined();
      expect(await subject.store.contexts.summary("slack:T2", key)).toBeUndefined();
      expect(await subject.store.contexts.still("slack:T2", key, 0)).toBeUndefined();
      expect(await subject.store.contexts.touch("slack:T2", key)).toBe(false);
      expect(await subject.store.contexts.delete("slack:T2", key)).toBe(false);
      expect(await subject.store.contexts.get("slack:T1", key)).toBeDefined();
    });

    it("leave no picture behind when they are written again or deleted", async () => {
      await using subject = openStore(place());
      const key = await subject.store.contexts.put(contextOf({ frames: 9 }));
      const again = contextOf({ frames: 3 });
      expect(await subject.store.contexts.put(again)).toBe(key);
      expect((await subject.store.contexts.get(again.tenant, key))?.opening?.frames).toEqual(
        again?.opening?.frames,
      );
      expect(await place().raw.keys()).toHaveLength(1 + 3 + 3 + SEARCH_TEXTS);
      expect(await subject.store.contexts.delete(again.tenant, key)).toBe(true);
      expect(await place().raw.keys()).toEqual([]);
      expect(await subject.store.contexts.delete(again.tenant, key)).toBe(false);
    });

    it("are whole when two write the same one at once", async () => {
      await using subject = openStore(place());
      const [one, two] = [contextOf({ frames: 5 }), contextOf({ frames: 7 })];
      const [key = ""] = await Promise.all([one, two].map((each) => subject.store.contexts.put(each)));
      const found = await subject.store.contexts.get(one.tenant, key);
      expect([one?.opening?.frames, two?.opening?.frames]).toContainEqual(found?.opening?.frames);
      await subject.store.sweep();
      expect(await place().raw.keys()).toHaveLength(
        1 + 3 + (found?.opening?.frames.length ?? 0) + SEARCH_TEXTS,
      );
    });

    it.each(["missing", "altered"])("with one %s picture read as absent", async (fault) => {
      await using subject = openStore(place());
      const key = await subject.store.contexts.put(contextOf());
      const blob = (await place().raw.keys()).find((each) => each.endsWith(":2")) ?? "";
      if (fault === "missing") await place().raw.delete(blob);
      else await place().raw.write(blob, Buffer.alloc(502).toString("base64"));
      expect(await subject.store.contexts.get("slack:T1", key)).toBeUndefined();
      expect(await subject.store.contexts.summary("slack:T1", key)).toBeDefined();
    });

    it("end a day after their last touch, pictures and all", async () => {
      await using subject = openStore(place());
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
}
