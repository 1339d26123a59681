import { openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createStore } from "../../src/store/store.ts";
import { createFakeLogger } from "../fakes/logger.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { contextOf } from "./samples.ts";

const PAGE = 4096;

function open(folder: string) {
  const aside: string[] = [];
  const store = createStore({
    ...{ url: undefined, folder, logger: createFakeLogger(), now: Date.now, maxBytes: 1e9 },
    ...{ contextTtlMs: 3_600_000, originalTtlMs: 3_600_000, originalsMaxBytes: 1e9 },
    onSetAside: (path) => aside.push(path),
  });
  return { store, aside };
}

async function keepsAContext({ store }: ReturnType<typeof open>): Promise<void> {
  const context = contextOf({ sha256: "1" });
  const key = await store.contexts.put(context);
  expect(await store.contexts.summary(context.tenant, key)).toBeDefined();
}

it("a file that is no database is set aside with its name told, and a new one begun", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "cuepoint.sqlite");
  const content = "this is no database, and long enough to be read as one".repeat(99);
  writeFileSync(path, content);
  const opened = open(folder);
  await keepsAContext(opened);
  expect(opened.aside).toEqual([expect.stringMatching(/cuepoint\.sqlite\.damaged-[\dTZ-]+$/)]);
  expect(readFileSync(opened.aside[0] ?? "", "utf8")).toBe(content);
  await opened.store.close();
  const again = open(folder);
  expect(again.aside).toEqual([]);
  await again.store.close();
});

it("pages that are damaged behind a sound beginning are found when they are read, and nothing fails for it", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "cuepoint.sqlite");
  const filled = open(folder);
  const context = contextOf({ sha256: "1", frames: 32, frameBytes: 40_000 });
  const key = await filled.store.contexts.put(context);
  await filled.store.sweep();
  await filled.store.close();
  const file = openSync(path, "r+");
  const noise = Buffer.alloc(PAGE, 0xa5);
  for (let at = PAGE; at < statSync(path).size; at += PAGE) {
    // The root page of the table says what the table is; all behind it is noise.
    if (at > 2 * PAGE) writeSync(file, noise, 0, PAGE, at);
  }
  const opened = open(folder);
  expect(await opened.store.contexts.summary(context.tenant, key)).toBeUndefined();
  await keepsAContext(opened);
  expect(opened.aside).toHaveLength(1);
  expect(readdirSync(folder).filter((name) => name.includes(".damaged-"))).not.toEqual([]);
  await opened.store.close();
});

it("two processes that find the same damage set it aside once", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "cuepoint.sqlite"), "no database at all, but long enough".repeat(99));
  const first = open(folder);
  const second = open(folder);
  await keepsAContext(first);
  await keepsAContext(second);
  expect([...first.aside, ...second.aside]).toHaveLength(1);
  await first.store.close();
  await second.store.close();
});
