import { existsSync, linkSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { HOUR, openStore } from "../contracts/store/subject.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = temporaryFolder();
let count = 0;

function openOriginals(originalsMaxBytes = 1_000) {
  const folder = join(root, `data-${++count}`);
  const subject = openStore({ url: undefined, folder }, { originalsMaxBytes, originalTtlMs: HOUR });
  const { originals } = subject.store;
  return {
    originals,
    pass: subject.pass,
    get lines() {
      return subject.lines;
    },
    listed: () => readdirSync(join(folder, "originals")),
    folder: join(folder, "originals"),
    [Symbol.asyncDispose]: () => subject.store.close(),
  };
}

function video(bytes = 300, name = `v${++count}.mp4`): string {
  const path = join(root, name);
  writeFileSync(path, "v".repeat(bytes));
  return path;
}

it("keeps a file under a name that tells nothing, also when the given one is gone", async () => {
  await using subject = openOriginals();
  const path = video();
  const kept = await subject.originals.put("T1", "sha", path);
  rmSync(path);
  expect(await subject.originals.get("T1", "sha")).toEqual(kept);
  expect(readFileSync(kept?.path ?? "", "utf8")).toBe("v".repeat(300));
  expect(kept?.path).toMatch(/\/originals\/[0-9a-f-]{36}$/);
});

it("shares the bytes with the given file instead of copying them", async () => {
  await using subject = openOriginals();
  const path = video();
  const kept = await subject.originals.put("T1", "sha", path);
  expect(statSync(kept?.path ?? "").ino).toBe(statSync(path).ino);
});

it("shows a tenant's files to no other", async () => {
  await using subject = openOriginals();
  await subject.originals.put("T1", "sha", video());
  expect(await subject.originals.get("T2", "sha")).toBeUndefined();
  expect(await subject.originals.delete("T2", "sha")).toBe(false);
});

it("keeps one file where the same is put again", async () => {
  await using subject = openOriginals();
  const first = await subject.originals.put("T1", "sha", video());
  expect(await subject.originals.put("T1", "sha", video())).toEqual(first);
  expect(subject.listed()).toHaveLength(1);
});

it("ends an hour after the last use, and the sweep takes the file", async () => {
  await using subject = openOriginals();
  await subject.originals.put("T1", "sha", video());
  subject.pass(HOUR - 1);
  await subject.originals.touch("T1", "sha");
  subject.pass(HOUR - 1);
  await subject.originals.sweep();
  expect(await subject.originals.get("T1", "sha")).toBeDefined();
  subject.pass(1);
  expect(await subject.originals.get("T1", "sha")).toBeUndefined();
  await subject.originals.sweep();
  expect(subject.listed()).toEqual([]);
  await subject.originals.touch("T1", "sha");
  expect(await subject.originals.get("T1", "sha")).toBeUndefined();
});

it("lets those go that were used least lately, where there is no room", async () => {
  await using subject = openOriginals(1_000);
  for (const sha of ["a", "b", "c"]) {
    await subject.originals.put("T1", sha, video(300));
    subject.pass(1_000);
  }
  await subject.originals.touch("T1", "a");
  subject.pass(1_000);
  await subject.originals.put("T1", "d", video(500));
  const found = await Promise.all(["a", "b", "c", "d"].map((sha) => subject.originals.get("T1", sha)));
  expect(found.map((each) => each?.bytes)).toEqual([300, undefined, undefined, 500]);
  expect(subject.listed()).toHaveLength(2);
});

it("does not keep what would not fit alone, and lets nothing go for it", async () => {
  await using subject = openOriginals(1_000);
  await subject.originals.put("T1", "a", video(300));
  expect(await subject.originals.put("T1", "b", video(1_001))).toBeUndefined();
  expect(await subject.originals.put("T1", "c", join(root, "nothing-here"))).toBeUndefined();
  expect(await subject.originals.get("T1", "a")).toBeDefined();
});

it("does without a file that cannot be kept, and says so in the log", async () => {
  await using subject = openOriginals();
  writeFileSync(subject.folder, "a file where the folder should be");
  expect(await subject.originals.put("T1", "a", video())).toBeUndefined();
  expect(subject.lines).toEqual(["an original could not be kept"]);
  expect(await subject.originals.get("T1", "a")).toBeUndefined();
});

it("takes files and records that lost each other", async () => {
  await using subject = openOriginals();
  const kept = await subject.originals.put("T1", "a", video());
  await subject.originals.put("T1", "b", video());
  linkSync(video(), join(subject.folder, "stray"));
  rmSync(kept?.path ?? "");
  expect(await subject.originals.get("T1", "a")).toBeUndefined();
  subject.pass(60_000);
  await subject.originals.sweep();
  expect(subject.listed()).toHaveLength(1);
  expect(await subject.originals.delete("T1", "a")).toBe(false);
  expect(await subject.originals.delete("T1", "b")).toBe(true);
  expect(subject.listed()).toEqual([]);
});

it("takes no file for whole that was cut short", async () => {
  await using subject = openOriginals();
  const kept = await subject.originals.put("T1", "a", video());
  writeFileSync(kept?.path ?? "", "short");
  expect(await subject.originals.get("T1", "a")).toBeUndefined();
  const again = await subject.originals.put("T1", "a", video());
  expect(again?.bytes).toBe(300);
  expect(existsSync(again?.path ?? "")).toBe(true);
});
