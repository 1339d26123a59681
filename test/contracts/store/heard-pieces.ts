import { describe, expect, it } from "vitest";
import { tenantOf } from "../../../src/chat/thread-id.ts";
import { contextOf, linked, SHA, threadOf } from "../../store/samples.ts";
import { HOUR, openStore, type StorePlace } from "./subject.ts";

const CANARY = "canary-said-3fe8";
const HEARER = { baseUrl: "http://me:canary-said-3fe8@speech.example/v1", model: "whisper-1" };
const OTHER = "b".repeat(64);

function pieceAt(start: number, text = "What is said.") {
  const confidence = { noSpeechProbability: 0.1, averageLogProbability: null, compressionRatio: null };
  const lines = [
    { start, end: start + 1, text, speaker: "A", confidence },
    { start: start + 1, end: start + 2, text, confidence },
  ];
  return { start, end: start + 12.0004, language: "en", asked: null, by: "whisper-1", lines };
}

export function describeHeardPieces(place: () => StorePlace): void {
  describe("heard pieces", () => {
    it("come back for the same file, server and model, each once for its place in the video and its language", async () => {
      await using subject = openStore(place());
      const { heard } = subject.store;
      const german = { ...pieceAt(20), asked: "de" };
      for (const piece of [pieceAt(0), pieceAt(20), german, pieceAt(20, "Heard again.")])
        await heard.put("slack:T1", SHA, HEARER, piece);
      const found = await heard.list("slack:T1", SHA, HEARER);
      expect(found.toSorted((a, b) => a.start - b.start || Number(a.asked) - Number(b.asked))).toEqual(
        expect.arrayContaining([pieceAt(0), pieceAt(20, "Heard again."), german]),
      );
      expect(found).toHaveLength(3);
      for (const [tenant, sha256, hearer] of [
        ["slack:T2", SHA, HEARER],
        ["slack:T1", OTHER, HEARER],
        ["slack:T1", SHA, { ...HEARER, model: "whisper-2" }],
        ["slack:T1", SHA, { ...HEARER, baseUrl: "http://other.example/v1" }],
      ] as const)
        expect(await heard.list(tenant, sha256, hearer)).toEqual([]);
    });

    it("are under keys that tell neither a word nor the server", async () => {
      await using subject = openStore(place());
      await subject.store.heard.put("slack:T1", SHA, HEARER, pieceAt(0, CANARY));
      const [key = "", ...more] = await place().raw.keys();
      expect(more).toEqual([]);
      expect(key).not.toContain("canary");
      const record = await place().raw.read(key);
      expect(record).toContain(CANARY);
      expect(record).not.toContain("speech.example");
    });

    it("are not kept where they are larger than speech can be", async () => {
      await using subject = openStore(place());
      await subject.store.check();
      await subject.store.heard.put("slack:T1", SHA, HEARER, pieceAt(0, "word ".repeat(10_000)));
      expect(await place().raw.keys()).toEqual([]);
    });

    it("end a day after they were heard", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      await store.heard.put("slack:T1", SHA, HEARER, pieceAt(0));
      subject.pass(24 * HOUR - 1);
      expect(await store.heard.list("slack:T1", SHA, HEARER)).toHaveLength(1);
      subject.pass(1);
      expect(await store.heard.list("slack:T1", SHA, HEARER)).toEqual([]);
      await store.sweep();
      expect(await place().raw.keys()).toEqual([]);
    });

    it("make room with the oldest where all together is too large", async () => {
      await using subject = openStore(place(), { maxBytes: 60_000 });
      const { store } = subject;
      for (const start of [0, 100, 200]) {
        await store.heard.put("slack:T1", SHA, HEARER, pieceAt(start, "word ".repeat(2_500)));
        subject.pass(1_000);
      }
      expect(await store.sweep()).toMatchObject({ evicted: 1 });
      const starts = (await store.heard.list("slack:T1", SHA, HEARER)).map(({ start }) => start);
      expect(starts.toSorted()).toEqual([100, 200]);
    });

    it("go with the last thread that holds their video", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      const [one, two] = [threadOf("T1", "one"), threadOf("T1", "two")];
      const contextKey = await store.contexts.put(contextOf());
      for (const thread of [one, two]) await store.threads.open(thread, { ...linked, contextKey });
      for (const tenant of ["slack:T1", "slack:T2"]) await store.heard.put(tenant, SHA, HEARER, pieceAt(0));
      await store.forgetThread(one);
      expect(await store.heard.list("slack:T1", SHA, HEARER)).toHaveLength(1);
      await store.forgetThread(two);
      expect(await store.heard.list("slack:T1", SHA, HEARER)).toEqual([]);
      expect(await store.heard.list("slack:T2", SHA, HEARER)).toHaveLength(1);
    });

    it("go with a thread whose video was still listened to, which no thread holds yet", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      const [thread, other] = [threadOf("T1", "one"), threadOf("T1", "two")];
      await store.threads.open(other, { ...linked, sha256: OTHER });
      for (const sha256 of [SHA, OTHER])
        await store.heard.put(tenantOf(thread), sha256, HEARER, pieceAt(0, CANARY));
      await store.forgetThread(thread);
      expect(await store.heard.list("slack:T1", SHA, HEARER)).toEqual([]);
      expect(await store.heard.list("slack:T1", OTHER, HEARER)).toHaveLength(1);
    });

    it("go with their tenant", async () => {
      await using subject = openStore(place());
      const { store } = subject;
      for (const tenant of ["slack:T1", "slack:T2"]) await store.heard.put(tenant, SHA, HEARER, pieceAt(0));
      await store.purgeTenant("slack:T1");
      expect(await store.heard.list("slack:T1", SHA, HEARER)).toEqual([]);
      expect(await store.heard.list("slack:T2", SHA, HEARER)).toHaveLength(1);
    });
  });
}
