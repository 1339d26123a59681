import { describe, expect, it } from "vitest";
import { contextKey, identityOf, partKey } from "../../../src/store/contexts/video-context.ts";
import type { Store } from "../../../src/store/store.ts";
import type { Summary } from "../../../src/summary/summary.ts";
import { contextOf, linked, threadOf } from "../../store/samples.ts";
import { HOUR, openStore, type StorePlace } from "./subject.ts";

const TENANT = "slack:T1";
const KEY = contextKey(identityOf(contextOf()));
const NUMBERS = [0, 1, 2];

function partOf(number: number) {
  const context = contextOf();
  const move = <T extends { start: number; end: number }>(one: T): T => ({
    ...one,
    start: one.start + number * 100,
    end: one.end + number * 100,
  });
  const { segments, cues } = context.summary;
  const summary: Summary = {
    ...context.summary,
    title: `Part ${number}`,
    segments: segments.map(move),
    cues: cues.map((cue) => ({ ...move(cue), id: `c${number + 1}` })),
  };
  return { ...context, summary, part: number };
}

/** Three parts, and the whole over them where it was made. */
async function putLongVideo({ contexts }: Store, { isWhole = true } = {}) {
  for (const number of NUMBERS) await contexts.put(partOf(number));
  const parts = NUMBERS.map((number) => ({
    ...{ start: number * 100, end: number * 100 + 100, title: `Part ${number}`, overview: "" },
    ...{ model: "m", segments: 2 },
  }));
  const { summary, ...context } = contextOf();
  const chapters = [{ title: "All of it", start: 0, end: 300 }];
  const all = { ...summary, title: "Over all", parts, chapters, shown: [0, 3, 5] };
  if (isWhole) await contexts.put({ ...context, opening: null, summary: all });
}

export function describePartContexts(place: () => StorePlace): void {
  describe("a long video's context", () => {
    it("has the segments, the cues and the stills of its parts, in order", async () => {
      await using subject = openStore(place());
      const { contexts } = subject.store;
      await putLongVideo(subject.store);
      const found = await contexts.summary(TENANT, KEY);
      expect(found?.summary.title).toBe("Over all");
      expect(found?.summary.segments.map(({ start }) => start)).toEqual([0, 10, 100, 110, 200, 210]);
      expect(found?.summary.cues.map(({ id }) => id)).toEqual(["c1", "c2", "c3"]);
      expect(found?.summary.shown).toEqual([0, 3, 5]);
      expect(new Set(found?.summary.segments.map(({ still }) => still.name)).size).toBe(6);
      expect(await contexts.still(TENANT, KEY, 3)).toEqual(found?.summary.segments[3]?.still.jpeg);
      expect(await contexts.still(TENANT, KEY, 6)).toBeUndefined();
      expect((await contexts.get(TENANT, KEY))?.summary.segments).toHaveLength(6);
      expect((await contexts.get(TENANT, partKey(KEY, 1)))?.opening?.frames).toHaveLength(4);
    });

    it("reads as absent when one of its parts is missing", async () => {
      await using subject = openStore(place());
      const { contexts } = subject.store;
      await putLongVideo(subject.store);
      await contexts.delete(TENANT, partKey(KEY, 1));
      expect(await contexts.summary(TENANT, KEY)).toBeUndefined();
      expect(await contexts.get(TENANT, KEY)).toBeUndefined();
    });

    it("lives with all its parts from its last use on", async () => {
      await using subject = openStore(place(), { contextTtlMs: 4 * HOUR });
      const { contexts } = subject.store;
      await putLongVideo(subject.store);
      for (let hours = 0; hours < 9; hours += 3) {
        subject.pass(3 * HOUR);
        expect(await contexts.touch(TENANT, KEY)).toBe(true);
      }
      expect((await contexts.summary(TENANT, KEY))?.summary.segments).toHaveLength(6);
      subject.pass(5 * HOUR);
      expect(await contexts.summary(TENANT, KEY)).toBeUndefined();
    });

    it("is another tenant's no more than its parts are", async () => {
      await using subject = openStore(place());
      await putLongVideo(subject.store);
      expect(await subject.store.contexts.get("slack:T2", partKey(KEY, 0))).toBeUndefined();
      expect(await subject.store.contexts.summary("slack:T2", KEY)).toBeUndefined();
    });

    it.each([true, false])(
      "goes with all its parts when it is forgotten (watched to the end: %s)",
      async (isWhole) => {
        await using subject = openStore(place());
        const thread = threadOf("T1");
        await subject.store.threads.open(thread, { ...linked, contextKey: KEY });
        await putLongVideo(subject.store, { isWhole });
        await subject.store.forgetThread(thread);
        expect(await place().raw.keys()).toEqual([]);
      },
    );

    it("takes along what was watched for a question beside its parts, whichever of it is still there", async () => {
      await using subject = openStore(place());
      const thread = threadOf("T1");
      await subject.store.threads.open(thread, { ...linked, contextKey: KEY });
      await putLongVideo(subject.store);
      for (const number of [-1, -3, -8]) await subject.store.contexts.put(partOf(number));
      expect((await subject.store.contexts.summary(TENANT, KEY))?.summary.segments).toHaveLength(6);
      await subject.store.forgetThread(thread);
      expect(await place().raw.keys()).toEqual([]);
    });

    it("goes with its tenant", async () => {
      await using subject = openStore(place());
      await putLongVideo(subject.store);
      await subject.store.purgeTenant(TENANT);
      expect(await place().raw.keys()).toEqual([]);
    });
  });
}
