import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createWorkspace, sweepWorkspaces } from "../../src/media/workspace.ts";
import { folderPrefix, thisProcess } from "../../src/media/workspace-owner.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const base = scratchFolder();
const folderOf = (name: string) => {
  const folder = join(base, name);
  mkdirSync(folder);
  return folder;
};
const HOUR_MS = 3_600_000;

describe("a workspace", () => {
  it("is a folder of its own that only we may enter", async () => {
    await using one = await createWorkspace(base);
    await using other = await createWorkspace(base);
    expect(one.folder).not.toBe(other.folder);
    expect(statSync(one.folder).mode & 0o777).toBe(0o700);
  });

  it("goes with everything in it, once or twice", async () => {
    const workspace = await createWorkspace(base);
    mkdirSync(join(workspace.folder, "deep"));
    writeFileSync(join(workspace.folder, "deep/file"), "x");
    await workspace[Symbol.asyncDispose]();
    expect(existsSync(workspace.folder)).toBe(false);
    await workspace[Symbol.asyncDispose]();
  });

  it("says what is wrong with a base that is not there", async () => {
    await expect(createWorkspace(join(base, "nowhere"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("sweepWorkspaces", () => {
  it("leaves the folders of living processes, and whatever is not ours", async () => {
    const folder = folderOf("living");
    await using mine = await createWorkspace(folder);
    mkdirSync(join(folder, "cuepoint-notes"));
    expect(await sweepWorkspaces(folder, Date.now())).toBe(0);
    expect(readdirSync(folder)).toHaveLength(2);
    expect(mine.folder).toContain(String(process.pid));
  });

  it.each([
    ["a process that is gone", { pid: spawnSync("true").pid }],
    ["another process that had the same id", { started: "1" }],
    ["a time before the machine was started", { boot: "00000000" }],
  ])("removes the folder of %s", async (name, owner) => {
    const folder = folderOf(name.replaceAll(" ", "-"));
    mkdirSync(join(folder, `${folderPrefix({ ...thisProcess(), ...owner })}abc`));
    expect(await sweepWorkspaces(folder, Date.now())).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("removes another machine's folder only after two days", async () => {
    const folder = folderOf("shared");
    mkdirSync(join(folder, `${folderPrefix({ ...thisProcess(), host: "00000000", boot: "00000000" })}abc`));
    expect(await sweepWorkspaces(folder, Date.now() + 47 * HOUR_MS)).toBe(0);
    expect(await sweepWorkspaces(folder, Date.now() + 49 * HOUR_MS)).toBe(1);
  });
});
