import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { onTestFinished } from "vitest";
import { createStore, type Store } from "../../src/store/store.ts";

/** A real store over a SQLite file of its own, gone when the test is. */
export async function temporaryStore(now: () => number = Date.now): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), "cuepoint-store-"));
  const store = createStore({
    url: undefined,
    folder,
    logger: pino({ level: "silent" }),
    now,
    maxBytes: 1e9,
    contextTtlMs: 3_600_000,
    originalTtlMs: 3_600_000,
    originalsMaxBytes: 1e9,
  });
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return store;
}
