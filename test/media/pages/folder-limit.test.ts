import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { folderSize, limitFolder } from "../../../src/media/pages/folder-limit.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

const write = (name: string, bytes: number) => writeFileSync(join(folder, name), Buffer.alloc(bytes));

describe("folderSize", () => {
  it("adds up all files below and follows no link", async () => {
    mkdirSync(join(folder, "deep/er"), { recursive: true });
    write("a", 1_000);
    write("deep/er/b", 500);
    symlinkSync("/proc/kcore", join(folder, "link"));
    expect(await folderSize(folder)).toBe(1_500);
  });

  it("is nothing for a folder that is gone", async () => {
    expect(await folderSize(join(folder, "gone"))).toBe(0);
  });
});

describe("limitFolder", () => {
  it("tells once when many small files together are too many", async () => {
    const exceeded = Promise.withResolvers<void>();
    let calls = 0;
    using _ = limitFolder({
      folder,
      maxMegabytes: 1,
      intervalMs: 1,
      onExceeded: () => {
        calls++;
        exceeded.resolve();
      },
    });
    for (let file = 0; file < 12; file++) write(`part-${file}`, 100_000);
    await exceeded.promise;
    expect(calls).toBe(1);
  });

  it("says nothing while there is room, nor after it was disposed", async () => {
    let calls = 0;
    const onExceeded = () => calls++;
    const watch = limitFolder({ folder, maxMegabytes: 1, intervalMs: 1, onExceeded });
    write("a", 1_000_000);
    await folderSize(folder);
    watch[Symbol.dispose]();
    write("b", 1_000_000);
    await folderSize(folder);
    await folderSize(folder);
    expect(calls).toBe(0);
  });
});
