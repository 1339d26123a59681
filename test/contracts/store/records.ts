import { describe, expect, it } from "vitest";
import { contextOf, jobKey, jobOf } from "../../store/samples.ts";
import { openStore, type StorePlace } from "./subject.ts";

export function describeRecords(place: () => StorePlace): void {
  describe("records", () => {
    it("of another version read as absent and can be written anew", async () => {
      await using subject = openStore(place());
      const key = await subject.store.contexts.put(contextOf());
      const [record = ""] = (await place().raw.keys()).filter((each) =>
        each.startsWith("cuepoint:contexts:"),
      );
      const text = await place().raw.read(record);
      await place().raw.write(record, text.replace(/"version":\d+/, '"version":1'));
      expect(await place().raw.read(record)).not.toBe(text);
      expect(await subject.store.contexts.get("slack:T1", key)).toBeUndefined();
      expect(subject.lines).toEqual([]);
      await subject.store.contexts.put(contextOf());
      expect(await subject.store.contexts.get("slack:T1", key)).toBeDefined();
    });

    it.each(["", "{", "null", '{"version":2}', "\u00ff\u0001"])(
      "damaged to %j read as absent and are logged",
      async (text) => {
        await using subject = openStore(place());
        await subject.store.jobs.add(jobOf("j1"));
        const [record = ""] = await place().raw.keys();
        await place().raw.write(record, text);
        expect(await subject.store.jobs.get(jobKey("j1"))).toBeUndefined();
        expect(await subject.store.jobs.list()).toEqual([]);
        expect(subject.lines).toContain("a stored record is damaged");
        expect(await subject.store.jobs.add(jobOf("j1"))).toBe(true);
        expect(await subject.store.jobs.get(jobKey("j1"))).toEqual(jobOf("j1"));
      },
    );

    it("with a field of another type read as absent and are logged", async () => {
      await using subject = openStore(place());
      await subject.store.jobs.add(jobOf("j1"));
      const [record = ""] = await place().raw.keys();
      const text = await place().raw.read(record);
      await place().raw.write(record, text.replace('"state":"queued"', '"state":"asleep"'));
      expect(await subject.store.jobs.get(jobKey("j1"))).toBeUndefined();
      expect(subject.lines).toEqual(["a stored record is damaged"]);
    });
  });
}
