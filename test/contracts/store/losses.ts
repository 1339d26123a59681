import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contextOf, jobKey, jobOf, linked, threadOf } from "../../store/samples.ts";
import { eventually } from "../../support/eventually.ts";
import type { TestServer } from "../../support/servers/server.ts";
import { openStore } from "./subject.ts";

/** Milliseconds: what a person does not notice beside everything else that a question takes. */
const SOON = 1_000;
const SLOW_LIMIT = { callLimitMs: 400 };

interface Outage {
  readonly code: unknown;
  readonly milliseconds: number;
}

async function outageOf(work: () => Promise<unknown>): Promise<Outage> {
  const begun = performance.now();
  const code = await work().then(
    () => "none",
    (error) => error.code,
  );
  return { code, milliseconds: performance.now() - begun };
}

/** What a store on a server promises when the server goes away. `setup` makes one that is not started yet. */
export function describeLosses(
  name: string,
  setup: () => Promise<{ readonly server: TestServer; readonly folder: string }>,
): void {
  describe(`${name} that goes away`, () => {
    let server: TestServer;
    let folder: string;
    beforeAll(async () => {
      ({ server, folder } = await setup());
    });
    afterAll(() => server.kill());

    async function expectOutage(work: () => Promise<unknown>): Promise<void> {
      const outage = await outageOf(work);
      expect(outage.code).toBe("store-unavailable");
      expect(outage.milliseconds).toBeLessThan(SOON);
    }

    it("need not be there at the start", async () => {
      await using subject = openStore({ url: server.url, folder }, SLOW_LIMIT);
      await expectOutage(() => subject.store.check());
      await expectOutage(() => subject.store.jobs.add(jobOf("j1")));
      await server.start();
      await eventually(async () =>
        expect(await outageOf(() => subject.store.check())).toMatchObject({ code: "none" }),
      );
      expect(await subject.store.jobs.add(jobOf("j1"))).toBe(true);
      expect(subject.lines).toEqual(["the store does not answer", "the store is back"]);
    });

    it("fails every call at once, never answers “absent”, and is used again when it is back", async () => {
      await server.start();
      await using subject = openStore({ url: server.url, folder }, SLOW_LIMIT);
      const { store } = subject;
      const thread = threadOf("T1");
      const contextKey = await store.contexts.put(contextOf());
      await store.threads.open(thread, { ...linked, contextKey });
      await server.kill();
      const calls: (() => Promise<unknown>)[] = [
        () => store.contexts.get("slack:T1", contextKey),
        () => store.contexts.put(contextOf()),
        () => store.contexts.delete("slack:T1", contextKey),
        () => store.threads.get(thread),
        () => store.threads.addTurn(thread, { question: "q", asked: "q?", reply: "a", at: 1 }),
        () => store.jobs.list(),
        () => store.jobs.move(jobKey("j1"), ["queued"], { state: "running" }),
        () => store.jobs.delete(jobKey("j1")),
        () => store.outbox.put("slack:T1", { job: "j1", part: "summary", posted: [], done: false }),
        () => store.usage.add("slack:T1", { minutes: 1 }),
        () => store.heard.list("slack:T1", linked.sha256, { baseUrl: "http://s/v1", model: "m" }),
        () => store.forgetThread(thread),
        () => store.sweep(),
        () => store.check(),
      ];
      for (const call of calls) await expectOutage(call);
      await Promise.all(calls.map(expectOutage));
      await server.start();
      await eventually(async () =>
        expect(await outageOf(() => store.check())).toMatchObject({ code: "none" }),
      );
      const again = contextOf();
      await store.contexts.put(again);
      expect((await store.contexts.get("slack:T1", contextKey))?.opening?.frames).toEqual(
        again?.opening?.frames,
      );
    });

    it("that takes calls and answers none does not hold anyone", async () => {
      await server.start();
      await using subject = openStore({ url: server.url, folder }, SLOW_LIMIT);
      await subject.store.check();
      await server.freeze();
      try {
        await expectOutage(() => subject.store.check());
        await expectOutage(() => subject.store.contexts.put(contextOf()));
      } finally {
        await server.thaw();
      }
      await eventually(async () =>
        expect(await outageOf(() => subject.store.check())).toMatchObject({ code: "none" }),
      );
    });
  });
}
