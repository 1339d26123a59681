import { describe, expect, it } from "vitest";
import { encodeThreadId, type ThreadId } from "../../../src/chat/thread-id.ts";
import { contextOf, jobOf, linked, voteOf } from "../../store/samples.ts";
import { HOUR, openStore, type StorePlace } from "./subject.ts";

const HOME = direct("home");
const ASIDE = direct("aside");

function direct(thread: string, { tenant = "T1", channel = "D1" } = {}): ThreadId {
  return encodeThreadId({ platform: "slack", tenant, channel, thread });
}

const turn = (question: string) => ({ question, asked: `${question}?`, reply: "a", at: 1 });

export function describeLatestVideos(place: () => StorePlace): void {
  describe("a thread that follows another", () => {
    it("reads and writes the record of its home, also after a restart", async () => {
      {
        await using subject = openStore(place());
        await subject.store.threads.open(HOME, linked);
        await subject.store.latestVideos.link(ASIDE, HOME);
      }
      await using subject = openStore(place());
      const { threads, latestVideos } = subject.store;
      await threads.addTurn(ASIDE, turn("who"));
      expect(await threads.tellOnce(ASIDE, "once")).toBe(true);
      expect(await threads.tellOnce(HOME, "once")).toBe(false);
      expect(await threads.get(HOME)).toMatchObject({ turns: [{ question: "who" }] });
      expect(await threads.get(ASIDE)).toEqual(await threads.get(HOME));
      expect(await threads.homeOf(ASIDE)).toBe(HOME);
      expect(await threads.homeOf(HOME)).toBe(HOME);
      expect(await latestVideos.linkedThreadsOf(HOME)).toEqual([ASIDE]);
    });

    it("holds no grant of its own, and keeps its home alive only by being talked in", async () => {
      await using subject = openStore(place());
      const { contexts, threads, latestVideos } = subject.store;
      const contextKey = await contexts.put(contextOf());
      await threads.open(HOME, { ...linked, contextKey });
      await latestVideos.link(ASIDE, HOME);
      expect((await threads.grants("slack:T1")).map(({ thread }) => thread)).toEqual([HOME]);
      for (const question of ["one", "two"]) {
        subject.pass(20 * HOUR);
        await threads.addTurn(ASIDE, turn(question));
      }
      expect(await contexts.get("slack:T1", contextKey)).toBeDefined();
      subject.pass(24 * HOUR);
      expect(await threads.get(ASIDE)).toBeUndefined();
      await subject.store.sweep();
      expect(await place().raw.keys()).toEqual([]);
    });

    it("is gone with its home, with its jobs and all, and leaves no key behind", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      const contextKey = await store.contexts.put(contextOf());
      await store.threads.open(HOME, { ...linked, contextKey });
      await store.latestVideos.link(ASIDE, HOME);
      await store.threads.addTurn(ASIDE, turn("who"));
      await store.jobs.add(jobOf("asked", { thread: ASIDE, state: "done" }));
      await store.outbox.addPosted("slack:T1", "asked", "final", "m1");
      await store.feedback.put("U1", voteOf(ASIDE), [Buffer.from("frame")]);
      expect(await store.forgetThread(HOME)).toMatchObject({ wasKnown: true, contexts: 1 });
      expect(await store.threads.get(ASIDE)).toBeUndefined();
      expect(await place().raw.keys()).toEqual([]);
    });

    it("leaves its home alone when it alone goes", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      await store.threads.open(HOME, linked);
      await store.latestVideos.link(ASIDE, HOME);
      expect(await store.forgetThread(ASIDE)).toMatchObject({ wasKnown: false });
      expect(await store.threads.get(HOME)).toBeDefined();
      expect(await store.threads.get(ASIDE)).toBeUndefined();
    });

    it("is linked to no other any more once it has a video of its own, which its old home does not take along", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      await store.threads.open(HOME, linked);
      await store.latestVideos.link(ASIDE, HOME);
      await store.threads.open(ASIDE, { ...linked, contextKey: "k2", sha256: "b".repeat(64) });
      expect(await store.threads.homeOf(ASIDE)).toBe(ASIDE);
      await store.forgetThread(HOME);
      expect(await store.threads.get(ASIDE)).toMatchObject({ contextKey: "k2" });
      await store.forgetThread(ASIDE);
      expect(await store.threads.get(ASIDE)).toBeUndefined();
    });

    it.each([
      ["channel", direct("home", { channel: "D2" })],
      ["tenant", direct("home", { tenant: "T2" })],
    ])("cannot be made to follow one of another %s", async (_, elsewhere) => {
      await using subject = openStore(place());
      const { threads, latestVideos } = subject.store;
      await threads.open(elsewhere, linked);
      await expect(latestVideos.link(ASIDE, elsewhere)).rejects.toThrow(TypeError);
      expect(await threads.get(ASIDE)).toBeUndefined();
    });
  });

  describe("the newest thread of a channel", () => {
    it("is the one opened or used last that is still known", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      const other = direct("other");
      expect(await store.latestVideos.newestBeside(ASIDE)).toBeUndefined();
      await store.threads.open(HOME, linked);
      subject.pass(HOUR);
      await store.threads.open(other, linked);
      expect(await store.latestVideos.newestBeside(ASIDE)).toBe(other);
      subject.pass(HOUR);
      await store.threads.addTurn(HOME, turn("who"));
      expect(await store.latestVideos.newestBeside(ASIDE)).toBe(HOME);
      await store.forgetThread(HOME);
      expect(await store.latestVideos.newestBeside(ASIDE)).toBe(other);
      await store.forgetThread(other);
      expect(await store.latestVideos.newestBeside(ASIDE)).toBeUndefined();
      expect(await place().raw.keys()).toEqual([]);
    });

    it("is none of another channel or tenant, and none whose time is over", async () => {
      await using subject = openStore(place());
      const { threads, latestVideos } = subject.store;
      await threads.open(direct("x", { channel: "D2" }), linked);
      await threads.open(direct("x", { tenant: "T2" }), linked);
      expect(await latestVideos.newestBeside(ASIDE)).toBeUndefined();
      await threads.open(HOME, linked);
      subject.pass(24 * HOUR);
      expect(await latestVideos.newestBeside(ASIDE)).toBeUndefined();
    });

    it("loses none when many are opened at once", async () => {
      await using subject = openStore(place());
      const { threads, latestVideos } = subject.store;
      const all = Array.from({ length: 8 }, (_, n) => direct(`t${n}`));
      await Promise.all(all.map((thread) => threads.open(thread, linked)));
      for (const thread of all) await subject.store.forgetThread(thread);
      expect(await latestVideos.newestBeside(ASIDE)).toBeUndefined();
      expect(await place().raw.keys()).toEqual([]);
    });
  });
}
