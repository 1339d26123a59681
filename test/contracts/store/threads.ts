import { describe, expect, it } from "vitest";
import { contextOf, linked, threadOf, voteOf } from "../../store/samples.ts";
import { HOUR, openStore, type StorePlace } from "./subject.ts";

export function describeThreads(place: () => StorePlace): void {
  describe("threads", () => {
    const thread = threadOf("T1");

    it("keep what was granted and said, also when it is said at once", async () => {
      await using subject = openStore(place());
      const { threads } = subject.store;
      await threads.open(thread, linked);
      const turns = Array.from({ length: 20 }, (_, i) => ({
        question: `q${i}`,
        asked: "q?",
        reply: "a",
        at: i,
      }));
      await Promise.all(turns.map((turn) => threads.addTurn(thread, turn)));
      const found = await threads.get(thread);
      expect(found).toMatchObject({ ...linked, createdAt: Date.UTC(2026, 0, 1), told: [] });
      expect(found?.turns.toSorted((a, b) => a.at - b.at)).toEqual(turns);
    });

    it("tell a thing once, however many ask", async () => {
      await using subject = openStore(place());
      const { threads } = subject.store;
      await threads.open(thread, linked);
      const answers = await Promise.all([1, 2, 3].map(() => threads.tellOnce(thread, "turns-dropped")));
      expect(answers.toSorted()).toEqual([false, false, true]);
      expect(await threads.tellOnce(thread, "another")).toBe(true);
    });

    it("begin anew with another video and go on with the same", async () => {
      await using subject = openStore(place());
      const { threads } = subject.store;
      await threads.open(thread, linked);
      await threads.addTurn(thread, { question: "q", asked: "q?", reply: "a", at: 1 });
      await threads.open(thread, { ...linked, contextKey: "k2" });
      expect(await threads.get(thread)).toMatchObject({ contextKey: "k2", turns: [{ question: "q" }] });
      await threads.open(thread, { ...linked, sha256: "b".repeat(64) });
      expect((await threads.get(thread))?.turns).toEqual([]);
    });

    it("that are not known stay so", async () => {
      await using subject = openStore(place());
      const { threads } = subject.store;
      expect(await threads.get(thread)).toBeUndefined();
      expect(
        await threads.addTurn(thread, { question: "q", asked: "q?", reply: "a", at: 1 }),
      ).toBeUndefined();
      expect(await threads.tellOnce(thread, "x")).toBe(false);
      await threads.touch(thread);
      expect(await place().raw.keys()).toEqual([]);
    });

    it("keep their context alive by asking", async () => {
      await using subject = openStore(place());
      const { contexts, threads } = subject.store;
      const contextKey = await contexts.put(contextOf());
      await threads.open(thread, { ...linked, contextKey });
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

  it("remembers in the outbox what of a reply was posted", async () => {
    await using subject = openStore(place());
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

  it("keeps one verdict a person and thing, the latest, under an id that stays", async () => {
    await using subject = openStore(place());
    const { feedback } = subject.store;
    const vote = voteOf(threadOf("T1"));
    await feedback.put("U1", vote);
    const [first] = await feedback.list();
    await feedback.put("U1", { ...vote, verdict: "good", at: 2 });
    await feedback.put("U2", { ...vote, at: 3 });
    await feedback.put("U1", { ...vote, segment: null, at: 4 });
    await feedback.put("U1", { ...vote, context: "a later summary", at: 5 });
    const found = await feedback.list("slack:T1");
    expect(found).toMatchObject([
      { ...vote, verdict: "good", at: 2 },
      { ...vote, at: 3 },
      { ...vote, segment: null, at: 4 },
      { ...vote, context: "a later summary", at: 5 },
    ]);
    expect(found[0]?.id).toBe(first?.id);
    expect(new Set(found.map(({ id }) => id)).size).toBe(4);
    expect(JSON.stringify(found)).not.toContain("U1");
    expect(await feedback.list("slack:T2")).toEqual([]);
  });

  it("keeps frames with a verdict only where they are given, and as long as one is about them", async () => {
    await using subject = openStore(place());
    const { store } = subject;
    const vote = voteOf(threadOf("T1"));
    const frames = [Buffer.from("one"), Buffer.from("two")];
    await store.feedback.put("U1", vote);
    expect(await store.feedback.pictures(vote)).toBeNull();
    await store.feedback.put("U1", vote, frames);
    await store.feedback.put("U2", vote, frames);
    await store.sweep();
    expect(await store.feedback.pictures(vote)).toEqual(frames);
    expect(await store.feedback.pictures({ ...vote, thread: threadOf("T2") })).toBeNull();
    await store.feedback.deleteBy("slack:T1", "U1");
    expect(await store.feedback.pictures(vote)).toEqual(frames);
    await store.forgetThread(vote.thread);
    expect(await store.feedback.pictures(vote)).toBeNull();
    expect(await place().raw.keys()).toEqual([]);
  });

  it("keeps verdicts for half a year, and their frames no longer", async () => {
    await using subject = openStore(place());
    const { store } = subject;
    await store.feedback.put("U1", voteOf(threadOf("T1")), [Buffer.from("one")]);
    subject.pass(179 * 24 * HOUR);
    expect(await store.feedback.list()).toHaveLength(1);
    subject.pass(2 * 24 * HOUR);
    expect(await store.feedback.list()).toEqual([]);
    await store.sweep();
    expect(await place().raw.keys()).toEqual([]);
  });

  it("counts what a tenant uses in a day, also when it is used at once", async () => {
    await using subject = openStore(place());
    const { usage } = subject.store;
    await Promise.all(Array.from({ length: 40 }, () => usage.add("slack:T1", { minutes: 2, tokens: 100 })));
    expect(await usage.add("slack:T1", { minutes: -1 })).toEqual({ minutes: 79, tokens: 4000 });
    expect(await usage.today("slack:T2")).toEqual({});
    subject.pass(24 * HOUR);
    expect(await usage.today("slack:T1")).toEqual({});
  });
}
