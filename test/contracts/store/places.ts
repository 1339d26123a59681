import { describe, expect, it } from "vitest";
import { encodeThreadId } from "../../../src/chat/thread-id.ts";
import { contextOf, jobOf, linked, SHA, threadOf, voteOf } from "../../store/samples.ts";
import { HOUR, openStore, type StorePlace } from "./subject.ts";

const DAY = 24 * HOUR;
const inChannel = (channel: string, thread = "t1", tenant = "T1") =>
  encodeThreadId({ platform: "slack", tenant, channel, thread });
const turn = (author: string) => ({ question: `by ${author}`, asked: "", reply: "", at: 1, author });

export function describePlaces(place: () => StorePlace): void {
  describe("the settings of a place", () => {
    it("hold in all threads of a channel before those of its server, and nowhere else", async () => {
      await using subject = openStore(place());
      const { places } = subject.store;
      await places.change(inChannel("films"), "server", () => ({ language: "de", sound: false }));
      await places.change(inChannel("films"), "channel", (now) => ({ ...now, language: "fr" }));
      await places.change(inChannel("films", "t2"), "channel", (now) => ({ ...now, detail: "full" }));
      expect(await places.of(inChannel("films", "t3"))).toEqual({
        language: "fr",
        sound: false,
        detail: "full",
      });
      expect(await places.of(inChannel("talks"))).toEqual({ language: "de", sound: false });
      expect(await places.of(inChannel("films", "t1", "T2"))).toEqual({});
    });

    it("keep for the shorter of two times, and never expire", async () => {
      await using subject = openStore(place());
      const { places } = subject.store;
      await places.change(inChannel("films"), "server", () => ({ keepDays: 3 }));
      await places.change(inChannel("films"), "channel", () => ({ keepDays: 30 }));
      subject.pass(300 * DAY);
      await subject.store.sweep();
      expect(await places.of(inChannel("films"))).toEqual({ keepDays: 3 });
    });

    it("go with their channel, and those of the server stay", async () => {
      await using subject = openStore(place());
      const { places } = subject.store;
      await places.change(inChannel("films"), "server", () => ({ language: "de" }));
      await places.change(inChannel("films"), "channel", () => ({ language: "fr" }));
      await places.change(inChannel("talks"), "channel", () => ({ language: "es" }));
      await places.deleteChannel(inChannel("films", "films"));
      expect(await places.of(inChannel("films"))).toEqual({ language: "de" });
      expect(await places.of(inChannel("talks"))).toEqual({ language: "es" });
    });

    it("go with their tenant, and stay when a thread is forgotten", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      await store.places.change(threadOf("T1"), "channel", () => ({ language: "de" }));
      await store.places.change(threadOf("T2"), "server", () => ({ language: "fr" }));
      await store.threads.open(threadOf("T1"), linked);
      await store.forgetThread(threadOf("T1"));
      expect(await store.places.of(threadOf("T1"))).toEqual({ language: "de" });
      await store.purgeTenant("slack:T1");
      expect(await store.places.of(threadOf("T1"))).toEqual({});
      expect(await store.places.of(threadOf("T2"))).toEqual({ language: "fr" });
    });
  });

  describe("the welcome of a place", () => {
    it("is claimed once, also by several processes at once, and each channel has its own", async () => {
      await using one = openStore(place());
      await using other = openStore(place());
      const claims = [one, other, one, other].map(({ store }) =>
        store.welcomes.claim(inChannel("films"), "channel"),
      );
      expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
      expect(await one.store.welcomes.claim(inChannel("talks"), "channel")).toBe(true);
      expect(await one.store.welcomes.claim(inChannel("films", "t1", "T2"), "channel")).toBe(true);
      expect(await one.store.welcomes.claim(inChannel("films"), "server")).toBe(true);
      expect(await other.store.welcomes.claim(inChannel("talks", "t2"), "server")).toBe(false);
    });

    it("outlives the removal of the bot and years, and names no one", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      await store.welcomes.claim(inChannel("films"), "channel");
      await store.purgeTenant("slack:T1");
      subject.pass(1000 * DAY);
      await store.sweep();
      expect(await store.welcomes.claim(inChannel("films"), "channel")).toBe(false);
      const { raw } = place();
      const texts = await Promise.all((await raw.keys()).map((key) => raw.read(key)));
      expect(texts.join()).not.toMatch(/T1|films/);
    });
  });

  describe("the days that a place keeps things", () => {
    it("end threads and finished jobs there at the next sweep, and spare those of other channels", async () => {
      await using subject = openStore(place(), { contextTtlMs: 100 * DAY });
      const { store } = subject;
      const [short, long] = [inChannel("films"), inChannel("talks")];
      await store.places.change(short, "channel", () => ({ keepDays: 2 }));
      for (const [thread, sha256] of [
        [short, SHA],
        [long, "b".repeat(64)],
      ] as const) {
        const contextKey = await store.contexts.put(contextOf({ sha256 }));
        await store.threads.open(thread, { ...linked, contextKey, sha256 });
        await store.jobs.add(jobOf(`job-${thread}`, { thread, state: "done", updatedAt: subject.now() }));
      }
      const contexts = await Promise.all([short, long].map((thread) => store.threads.get(thread)));
      const kept = async () => ({
        threads: await Promise.all(
          [short, long].map(async (thread) => (await store.threads.get(thread)) !== undefined),
        ),
        jobs: (await store.jobs.list()).length,
      });

      subject.pass(1.5 * DAY);
      await store.sweep();
      expect(await kept()).toEqual({ threads: [true, true], jobs: 2 });
      // Using it begins the time anew.
      await store.threads.touch(short);
      subject.pass(1.5 * DAY);
      await store.sweep();
      expect((await kept()).threads).toEqual([true, true]);
      subject.pass(1.5 * DAY);
      await store.sweep();
      expect(await kept()).toEqual({ threads: [false, true], jobs: 1 });
      expect(await store.contexts.get("slack:T1", contexts[0]?.contextKey ?? "")).toBeUndefined();
    });

    it("hold for feedback as well, also where its thread has ended by itself", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      const [short, usual] = [inChannel("films"), inChannel("talks")];
      await store.places.change(short, "channel", () => ({ keepDays: 2 }));
      const at = subject.now();
      for (const thread of [short, usual]) await store.feedback.put("U1", voteOf(thread, { at }));
      subject.pass(1.5 * DAY);
      await store.sweep();
      expect(await store.feedback.list()).toHaveLength(2);
      subject.pass(DAY);
      await store.sweep();
      expect((await store.feedback.list()).map(({ thread }) => thread)).toEqual([usual]);
    });

    it("wait for a job that is still at work in the thread", async () => {
      await using subject = openStore(place(), { contextTtlMs: 100 * DAY });
      const { store } = subject;
      const thread = inChannel("films");
      await store.places.change(thread, "server", () => ({ keepDays: 1 }));
      await store.threads.open(thread, linked);
      await store.jobs.add(jobOf("slow", { thread, state: "running" }));
      subject.pass(2 * DAY);
      await store.sweep();
      expect(await store.threads.get(thread)).toBeDefined();
      await store.jobs.move({ tenant: "slack:T1", id: "slow" }, ["running"], { state: "done" });
      await store.sweep();
      expect(await store.threads.get(thread)).toBeUndefined();
    });
  });

  describe("what a person brought", () => {
    it("goes alone: their videos, questions, verdicts and finished jobs, in this tenant", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      for (const tenant of ["T1", "T2"]) {
        const [ann, ben] = [threadOf(tenant, "of-ann"), threadOf(tenant, "of-ben")];
        await store.threads.open(ann, { ...linked, requester: "ann" });
        await store.threads.open(ben, { ...linked, contextKey: "other", requester: "ben" });
        for (const author of ["ann", "ben"]) {
          await store.threads.addTurn(ben, turn(author));
          await store.feedback.put(author, voteOf(ben));
          const job = jobOf(`job-${author}`, { thread: ben, state: "done" });
          await store.jobs.add({ ...job, event: { ...job.event, author } });
        }
      }
      expect(await store.forgetPerson("slack:T1", "ann")).toEqual({ threads: 1, questions: 1, others: 2 });
      expect(await store.threads.get(threadOf("T1", "of-ann"))).toBeUndefined();
      const left = await store.threads.get(threadOf("T1", "of-ben"));
      expect(left?.turns.map(({ question }) => question)).toEqual(["by ben"]);
      expect(await store.feedback.list("slack:T1")).toHaveLength(1);
      expect((await store.jobs.list({ tenant: "slack:T1" })).map(({ event }) => event.author)).toEqual([
        "ben",
      ]);
      expect(await store.forgetPerson("slack:T1", "ann")).toEqual({ threads: 0, questions: 0, others: 0 });

      const elsewhere = await store.threads.get(threadOf("T2", "of-ben"));
      expect(elsewhere?.turns).toHaveLength(2);
      expect(await store.threads.get(threadOf("T2", "of-ann"))).toBeDefined();
      expect(await store.feedback.list("slack:T2")).toHaveLength(2);
      expect(await store.jobs.list({ tenant: "slack:T2" })).toHaveLength(2);
    });

    it("stays for the thread of another person who brought the same video", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      const contextKey = await store.contexts.put(contextOf());
      await store.threads.open(threadOf("T1", "a"), { ...linked, contextKey, requester: "ann" });
      await store.threads.open(threadOf("T1", "b"), { ...linked, contextKey, requester: "ben" });
      await store.forgetPerson("slack:T1", "ann");
      expect(await store.contexts.get("slack:T1", contextKey)).toBeDefined();
      await store.forgetPerson("slack:T1", "ben");
      expect(await place().raw.keys()).toEqual([]);
    });
  });
}
