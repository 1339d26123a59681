import { onTestFinished } from "vitest";
import { createStore, type Store } from "../../src/store/store.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A real store over a SQLite file of its own, gone when the test is. */
export async function temporaryStore(now: () => number = Date.now): Promise<Store> {
  const folder = temporaryFolder();
  const store = createStore({
    url: undefined,
    folder,
    logger: createFakeLogger(),
    now,
    maxBytes: 1e9,
    contextTtlMs: 3_600_000,
    originalTtlMs: 3_600_000,
    originalsMaxBytes: 1e9,
  });
  onTestFinished(async () => {
    await store.close();
  });
  return store;
}
