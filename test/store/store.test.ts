import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contextKey } from "../../src/store/contexts/video-context.ts";
import { openStore } from "../contracts/store/subject.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { contextOf, jobKey, jobOf, linked, SHA, threadOf } from "./samples.ts";

const root = temporaryFolder();
let count = 0;
const newFolder = () => join(root, `data-${++count}`);

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function filesWith(folder: string, words: string): string[] {
  return filesUnder(folder).filter((path) => readFileSync(path).includes(words));
}

const CANARY = "canary-7f3a9c";

describe("the store in a folder", () => {
  it("makes the folder and its files for their owner alone", async () => {
    const folder = join(newFolder(), "deep");
    await using subject = openStore({ url: undefined, folder });
    const source = join(root, "source.mp4");
    writeFileSync(source, "video", { mode: 0o644 });
    await subject.store.originals.put("slack:T1", SHA, source);
    await subject.store.jobs.add(jobOf("j1"));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, "originals")).mode & 0o777).toBe(0o700);
    expect(filesUnder(folder).length).toBeGreaterThan(1);
    for (const file of filesUnder(folder)) expect([file, statSync(file).mode & 0o777]).toEqual([file, 0o600]);
  });

  it("says so where the folder cannot be made", async () => {
    const folder = newFolder();
    writeFileSync(folder, "a file where the folder should be");
    expect(() => openStore({ url: undefined, folder })).toThrow("store-unavailable");
  });

  it("gives the space back with a sweep", async () => {
    const folder = newFolder();
    await using subject = openStore({ url: undefined, folder });
    const { store } = subject;
    for (const sha256 of ["1", "2", "3", "4"]) {
      await store.contexts.put(contextOf({ sha256, frames: 32, frameBytes: 40_000 }));
    }
    await store.sweep();
    const size = () =>
      filesUnder(folder)
        .filter((path) => !path.endsWith(".reserve"))
        .reduce((sum, path) => sum + statSync(path).size, 0);
    const full = size();
    expect(full).toBeGreaterThan(4 * 32 * 40_000);
    subject.pass(48 * 3_600_000);
    await store.sweep();
    expect(size()).toBeLessThan(full / 50);
  });

  it("keeps no word and no picture of a forgotten thread in any of its files", async () => {
    const folder = newFolder();
    await using subject = openStore({ url: undefined, folder });
    const { store } = subject;
    const thread = threadOf("T1");
    const neighbour = contextOf({ sha256: "n", systemText: "neighbour-55", frames: 40, frameBytes: 9_000 });
    await store.contexts.put(neighbour);
    const context = contextOf({ systemText: `${CANARY} system`, frames: 30, frameBytes: 9_000 });
    const { opening } = context;
    if (!opening) throw new TypeError("the sample has an opening");
    const frames = opening.frames.map((frame) => ({
      ...frame,
      jpeg: Buffer.concat([frame.jpeg, Buffer.from(CANARY), randomBytes(9_000)]),
    }));
    const key = await store.contexts.put({ ...context, opening: { ...opening, frames } });
    const source = { kind: "link", url: `https://v.example/${CANARY}` } as const;
    await store.threads.open(thread, { ...linked, source, contextKey: key });
    for (let at = 0; at < 30; at += 1) {
      const words = `${CANARY} ${"word ".repeat(200)}`;
      await store.threads.addTurn(thread, { question: words, asked: "q?", reply: words, at });
    }
    await store.jobs.add(jobOf("j1", { content: CANARY }));
    await store.jobs.move(jobKey("j1"), ["queued"], { state: "done", content: `${CANARY}-2` });
    const original = join(root, "canary.mp4");
    writeFileSync(original, CANARY);
    await store.originals.put("slack:T1", SHA, original);
    expect(filesWith(folder, CANARY).length).toBeGreaterThan(1);

    await store.forgetThread(thread);
    await store.sweep();
    expect(filesWith(folder, CANARY)).toEqual([]);
    expect(filesWith(folder, "neighbour-55")).not.toEqual([]);
    expect(filesUnder(folder).length).toBeGreaterThan(1);
  });

  it("keeps nothing of a tenant that has left in any of its files", async () => {
    const folder = newFolder();
    await using subject = openStore({ url: undefined, folder });
    const { store } = subject;
    await store.contexts.put(contextOf({ systemText: CANARY }));
    await store.jobs.add(jobOf("j1", { content: CANARY, state: "running" }));
    const original = join(root, "left.mp4");
    writeFileSync(original, CANARY);
    await store.originals.put("slack:T1", SHA, original);
    await store.originals.put("slack:T2", SHA, original);
    await store.purgeTenant("slack:T1");
    expect(filesWith(folder, CANARY)).toHaveLength(1);
    expect(await store.originals.get("slack:T2", SHA)).toBeDefined();
  });

  it("is shared by two processes that write at once", async () => {
    const folder = newFolder();
    await using one = openStore({ url: undefined, folder });
    await using two = openStore({ url: undefined, folder });
    const stores = [one.store, two.store];
    await Promise.all(
      stores.flatMap((store) => [1, 2, 3].map(() => store.usage.add("slack:T1", { minutes: 1 }))),
    );
    const key = await one.store.contexts.put(contextOf());
    expect(await two.store.usage.today("slack:T1")).toEqual({ minutes: 6 });
    expect(await two.store.contexts.get("slack:T1", key)).toBeDefined();
  });
});

describe("the key of a context", () => {
  const identity = {
    tenant: "slack:T1",
    sha256: SHA,
    pipelineVersion: "1",
    promptVersion: "1",
    options: { language: "en", keyframes: 5 },
  };

  it("is the same for the same options in any order", () => {
    const options = { keyframes: 5, language: "en" };
    expect(contextKey({ ...identity, options })).toBe(contextKey(identity));
  });

  it.each([
    { tenant: "slack:T2" },
    { sha256: "b".repeat(64) },
    { pipelineVersion: "2" },
    { promptVersion: "2" },
    { options: { language: "de", keyframes: 5 } },
    { options: { language: "en", keyframes: "5" } },
    { options: { language: "en" } },
  ])("is another one with %j", (change) => {
    expect(contextKey({ ...identity, ...change })).not.toBe(contextKey(identity));
  });
});
