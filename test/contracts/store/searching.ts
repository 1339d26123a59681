import { describe, expect, it } from "vitest";
import { encodeThreadId, type ThreadId } from "../../../src/chat/thread-id.ts";
import { contextOf, linked } from "../../store/samples.ts";
import { HOUR, type OpenStore, openStore, type StorePlace } from "./subject.ts";

const at = (tenant: string, channel: string, thread: string): ThreadId =>
  encodeThreadId({ platform: "slack", tenant, channel, thread });

const sha = (letter: string) => letter.repeat(64);

/** A context of its own, granted to the thread; returns its key. */
async function shown({ store }: OpenStore, thread: ThreadId, letter: string): Promise<string> {
  const tenant = thread.split(":").slice(0, 2).join(":");
  const contextKey = await store.contexts.put(contextOf({ tenant, sha256: sha(letter) }));
  await store.threads.open(thread, { ...linked, contextKey, sha256: sha(letter) });
  return contextKey;
}

export function describeSearching(place: () => StorePlace): void {
  describe("what is searched", () => {
    const here = at("T1", "c1", "1");

    it("is what the channel's threads hold: nothing of another channel, tenant or person", async () => {
      await using subject = openStore(place());
      const mine = await shown(subject, here, "a");
      const beside = await shown(subject, at("T1", "c1", "2"), "b");
      await shown(subject, at("T1", "c2", "1"), "c");
      await shown(subject, at("T2", "c1", "1"), "d");
      await shown(subject, at("T1", "D1", "1"), "e");
      const keys = async (thread: ThreadId) =>
        (await subject.store.threads.visibleIn(thread)).map(({ contextKey }) => contextKey).toSorted();
      expect(await keys(here)).toEqual([mine, beside].toSorted());
      expect(await keys(at("T1", "c1", "another"))).toEqual([mine, beside].toSorted());
      expect(await keys(at("T1", "D2", "1"))).toEqual([]);
      expect(await keys(at("T3", "c1", "1"))).toEqual([]);
    });

    it("names each context once, with the threads that hold it: the asking one first", async () => {
      await using subject = openStore(place());
      for (const thread of ["1", "2", "3"]) await shown(subject, at("T1", "c1", thread), "a");
      for (const thread of ["1", "2"]) {
        const [one, ...more] = await subject.store.threads.visibleIn(at("T1", "c1", thread));
        expect([one?.threads[0], one?.threads.length, more]).toEqual([at("T1", "c1", thread), 3, []]);
      }
    });

    it("ends with the grant, at once where it is forgotten and by itself where it expires", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      await shown(subject, here, "a");
      const key = await shown(subject, at("T1", "c1", "2"), "b");
      await store.forgetThread(here);
      expect((await store.threads.visibleIn(here)).map(({ contextKey }) => contextKey)).toEqual([key]);
      subject.pass(25 * HOUR);
      expect(await store.threads.visibleIn(here)).toEqual([]);
    });

    it("has the words of titles, chapters, segments and lines, and a still for each stretch", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      const key = await shown(subject, here, "a");
      const words = (await store.searchTexts.words("slack:T1", [key])).get(key)?.split(" ");
      expect(words).toEqual(
        expect.arrayContaining(["talk", "hello", "theme", "happens", "said", "friday", "plan"]),
      );
      const video = await store.searchTexts.video("slack:T1", key);
      expect(video?.title).toBe("A talk");
      expect(new Set(video?.passages.map(({ kind }) => kind))).toEqual(
        new Set(["title", "overview", "chapter", "segment", "finding", "said"]),
      );
      expect(video?.stills).toMatchObject([
        { part: null, position: 0 },
        { part: null, position: 1 },
      ]);
    });

    it("goes with its context, and is not to be had under another tenant", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      const key = await shown(subject, here, "a");
      expect((await store.searchTexts.words("slack:T2", [key])).size).toBe(0);
      expect(await store.searchTexts.video("slack:T2", key)).toBeUndefined();
      await store.foundLists.put(here, [{ contextKey: key, start: 1 }]);
      await store.forgetThread(here);
      expect((await store.searchTexts.words("slack:T1", [key])).size).toBe(0);
      expect(await store.foundLists.get(here)).toEqual([]);
      expect(await place().raw.keys()).toEqual([]);
    });

    it("is made anew where it is missing, as for contexts of an earlier version", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      const key = await shown(subject, here, "a");
      const before = await store.searchTexts.video("slack:T1", key);
      const ours = (await place().raw.keys()).filter((one) => /:search-1:/.test(one));
      expect(ours).toHaveLength(2);
      for (const one of ours) await place().raw.delete(one);
      expect((await store.searchTexts.words("slack:T1", [key])).get(key)).toContain("talk");
      expect(await store.searchTexts.video("slack:T1", key)).toEqual(before);
      expect((await place().raw.keys()).filter((one) => /:search-1:/.test(one))).toHaveLength(2);
    });

    it("is what stands in the context when it is written again", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      await shown(subject, here, "a");
      const again = contextOf({ tenant: "slack:T1", sha256: sha("a") });
      const key = await store.contexts.put({ ...again, summary: { ...again.summary, title: "Zebras" } });
      expect((await store.searchTexts.video("slack:T1", key))?.title).toBe("Zebras");
      expect((await store.searchTexts.words("slack:T1", [key])).get(key)).toContain("zebras");
    });
  });
}
